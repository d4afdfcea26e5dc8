package dev.tocsin.correlator.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.TimerKind;

/**
 * Somebody has it, but only for a while: then it is open again and climbs its ladder from the start. Where several must
 * acknowledge, who snoozes is one of them.
 */
final class Snoozing {

    /** What is put off for longer is silenced or resolved, not snoozed. */
    static final Duration LONGEST = Duration.ofDays(7);

    private static final String FORMS = "write 'for' as 30m, 2h or 1d, or 'until' as 2026-11-21T08:00:00Z";

    private Snoozing() {}

    static IncidentDecision snooze(Asked asked) {
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
                var enough = Acknowledging.take(draft, asked);
                draft.incident.setSnoozedUntil(until);
                draft.dues.set(TimerKind.SNOOZE_OVER, until);
                draft.fact(FactKind.SNOOZED, asked.actor() + " has it until " + until + Acknowledging.progress(draft),
                        asked.actor(), asked.details(details(draft, until)));
                yield asked.done(draft, enough ? "snoozed" : "snoozed-in-part");
            }
            case MITIGATED -> asked.refuse("it is mitigated already, by " + asked.incident().getMitigatedBy()
                    + ", so nobody is paged");
            case RESOLVED, CLOSED -> asked.refuse(CommandTransitions.over(asked.row()));
        };
    }

    /** While everything is quiet nobody needs to be paged: it waits for the end of the quiet time, which comes first then. */
    static IncidentDecision over(IncidentDraft draft) {
        var quiet = Optional.ofNullable(draft.incident.getQuietUntil());
        if (quiet.isPresent()) {
            draft.dues.set(TimerKind.SNOOZE_OVER, quiet.get());
            return draft.noted("snooze-prolonged", "its alerts are over; open again only if one fires");
        }
        var by = Acknowledging.names(draft);
        Acknowledging.openAgain(draft);
        draft.fact(FactKind.SNOOZE_ENDED, "the time for which " + by + " had it is over; nobody has it", TimelineFact.SOURCE,
                Map.of("by", by));
        return draft.changed("snooze-ended", "the time for which " + by + " had it is over");
    }

    private static Map<String, String> details(IncidentDraft draft, Instant until) {
        var details = new TreeMap<>(Acknowledging.numbers(draft));
        details.put("until", until.toString());
        return details;
    }

    private static Optional<Instant> end(Asked asked) {
        var span = asked.argument("for");
        return span.isEmpty()
                ? Spans.instant(asked.argument("until"))
                : Spans.length(span).map(asked.occasion().now()::plus);
    }
}
