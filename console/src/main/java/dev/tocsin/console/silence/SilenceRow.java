package dev.tocsin.console.silence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.event.Matcher;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.suppress.Silence;
import dev.tocsin.policy.suppress.TimeWindow;

/**
 * A silence as the API lists it.
 *
 * @param origin
 *            console, when a person set it; policy, when it stands in the policy and can only be ended there
 * @param state
 *            active, pending or expired; outside of its windows it is pending
 * @param what
 *            what it hides, in the words of a policy; empty where only the policy says
 * @param windows
 *            times that come back, in words; empty: all the time
 * @param startsAt
 *            empty: ever since
 * @param endsAt
 *            empty: never
 */
public record SilenceRow(String id, String origin, String kind, String state, String what, List<String> services,
        List<String> windows, Optional<Instant> startsAt, Optional<Instant> endsAt, String author, String reason) {

    static SilenceRow of(SilenceSet set, Optional<Silence> ready, Instant now) {
        var matchers = set.getMatchers().stream().map(SilenceRow::words).collect(Collectors.joining(", "));
        var what = set.getCondition().isEmpty()
                ? matchers
                : matchers.isEmpty() ? set.getCondition() : matchers + " and " + set.getCondition();
        var windows = set.getWindows().stream().map(window -> (window.getDays().isEmpty()
                ? "every day"
                : String.join(", ", window.getDays())) + " " + window.getFrom() + " to " + window.getTo() + " " + window
                        .getZone()).toList();
        return new SilenceRow(set.getSilenceId(), "console", set.getKind().name().toLowerCase(Locale.ROOT), state(
                Optional.of(set.getStartsAt()), Optional.of(set.getEndsAt()), ready.map(it -> it.holdsAt(now)), now),
                what, set.getServices(), windows, Optional.of(set.getStartsAt()), Optional.of(set.getEndsAt()), set
                        .getAuthor(), set.getReason());
    }

    static SilenceRow of(Silence silence, Instant now) {
        return new SilenceRow(silence.id(), "policy", silence.kind().name().toLowerCase(Locale.ROOT), state(silence
                .from(), silence.until(), Optional.of(silence.holdsAt(now)), now), "", silence.services(), silence
                        .windows().stream().map(SilenceRow::words).toList(), silence.from(), silence.until(), silence
                                .author(), silence.reason());
    }

    private static String state(Optional<Instant> from, Optional<Instant> until, Optional<Boolean> holds, Instant now) {
        if (until.filter(end -> !now.isBefore(end)).isPresent()) {
            return "expired";
        }
        return holds.orElse(from.filter(now::isBefore).isEmpty()) ? "active" : "pending";
    }

    private static String words(Matcher matcher) {
        var operator = matcher.getIsRegex() ? matcher.getIsEqual() ? "=~" : "!~" : matcher.getIsEqual() ? "=" : "!=";
        return matcher.getName() + operator + '"' + matcher.getValue() + '"';
    }

    private static String words(TimeWindow window) {
        var days = window.days().isEmpty()
                ? "every day"
                : window.days().stream().sorted().map(day -> TimeWindow.DAY_NAMES.get(day.getValue() - 1)).collect(
                        Collectors
                                .joining(", "));
        return days + " " + window.from() + " to " + window.to() + " " + window.zone();
    }
}
