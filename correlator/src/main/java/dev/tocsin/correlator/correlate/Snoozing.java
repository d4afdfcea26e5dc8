package dev.tocsin.correlator.correlate;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimerKind;

/** Somebody has it, but only for a while: then it is open again and climbs its ladder from the start. */
final class Snoozing {

    /** What is put off for longer is silenced or resolved, not snoozed. */
    static final Duration LONGEST = Duration.ofDays(7);

    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,3})d)?(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?"
            + "(?:(\\d{1,6})s)?");
    private static final String FORMS = "write 'for' as 30m, 2h or 1d, or 'until' as 2026-11-21T08:00:00Z";

    private Snoozing() {}

    static Verdict snooze(Asked asked) {
        var now = asked.occasion().now();
        var end = end(asked);
        if (end.isEmpty()) {
            return asked.refuse("it does not say for how long: " + FORMS);
        }
        var until = end.get();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            return asked.refuse("it can be snoozed for 7 days at most, and not into the past");
        }
        return switch (asked.state()) {
            case OPEN, ACKNOWLEDGED, UNKNOWN -> {
                var draft = asked.draft();
                draft.incident.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedAt(now)
                        .setAcknowledgedBy(asked.actor()).setSnoozedUntil(until);
                draft.dues.set(TimerKind.SNOOZE_OVER, until);
                draft.fact(FactKind.SNOOZED, asked.actor() + " has it until " + until, asked.actor(), asked.details(
                        Map.of("until", until.toString())));
                yield asked.done(draft, "snoozed");
            }
            case MITIGATED -> asked.refuse("it is mitigated already, by " + asked.incident().getMitigatedBy()
                    + ", so nobody is paged");
            case RESOLVED, CLOSED -> asked.refuse(CommandTransitions.over(asked.row()));
        };
    }

    /** While everything is quiet nobody needs to be paged: it waits for the end of the quiet time, which comes first then. */
    static Verdict over(Draft draft) {
        var quiet = Optional.ofNullable(draft.incident.getQuietUntil());
        if (quiet.isPresent()) {
            draft.dues.set(TimerKind.SNOOZE_OVER, quiet.get());
            return draft.noted("snooze-prolonged", "its alerts are over; open again only if one fires");
        }
        var by = draft.incident.getAcknowledgedBy();
        draft.incident.setState(IncidentState.OPEN).setAcknowledgedAt(null).setAcknowledgedBy("").setSnoozedUntil(
                null);
        draft.fact(FactKind.SNOOZE_ENDED, "the time for which " + by + " had it is over; nobody has it", Fact.SOURCE,
                Map.of("by", by));
        return draft.changed("snooze-ended", "the time for which " + by + " had it is over");
    }

    private static Optional<Instant> end(Asked asked) {
        var span = asked.argument("for");
        if (span.isEmpty()) {
            return instant(asked.argument("until"));
        }
        var form = FORM.matcher(span);
        return form.matches()
                ? Optional.of(asked.occasion().now().plus(Duration.ofDays(number(form.group(1))).plusHours(number(form
                        .group(2))).plusMinutes(number(form.group(3))).plusSeconds(number(form.group(4)))))
                : Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
