package dev.tocsin.correlator.incident;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.TimerKind;
import dev.tocsin.schemas.command.ArgumentValue;

/**
 * Acknowledges an incident for a limited time; then it opens again and its ladder restarts. A snooze counts as one
 * acknowledgement.
 */
final class Snoozing {

    private Snoozing() {}

    static IncidentDecision snooze(CommandContext asked) {
        var until = end(asked);
        var draft = asked.draft();
        var enough = AcknowledgementRules.take(draft, asked);
        draft.incident.setSnoozedUntil(until);
        draft.dues.set(TimerKind.SNOOZE_OVER, until);
        draft.fact(FactKind.SNOOZED, asked.sentence(Map.of("until", until.toString())) + AcknowledgementRules.progress(
                draft),
                asked.actor(), asked.details(details(draft, until)));
        return asked.done(draft, enough ? "snoozed" : "snoozed-in-part");
    }

    /** During the quiet time the snooze is extended to its end. */
    static IncidentDecision over(IncidentDraft draft) {
        var quiet = Optional.ofNullable(draft.incident.getQuietUntil());
        if (quiet.isPresent()) {
            draft.dues.set(TimerKind.SNOOZE_OVER, quiet.get());
            return draft.noted("snooze-prolonged",
                    "all alerts are resolved; the incident opens again only if one fires");
        }
        var by = AcknowledgementRules.names(draft);
        AcknowledgementRules.openAgain(draft);
        draft.fact(FactKind.SNOOZE_ENDED, "snooze of " + by + " ended; unacknowledged",
                TimelineFact.SOURCE,
                Map.of("by", by));
        return draft.changed("snooze-ended", "snooze of " + by + " ended");
    }

    private static Map<String, String> details(IncidentDraft draft, Instant until) {
        var details = new TreeMap<>(AcknowledgementRules.numbers(draft));
        details.put("until", until.toString());
        return details;
    }

    private static Instant end(CommandContext asked) {
        return asked.has("for")
                ? asked.occasion().now().plus(ArgumentValue.duration(asked.argument("for")).orElseThrow())
                : ArgumentValue.instant(asked.argument("until")).orElseThrow();
    }
}
