package dev.tocsin.correlator.correlate;

import java.util.Map;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimerKind;

/** Commands that move an incident on: somebody has it, the pain is stopped, it is over, its review is done. */
final class Progress {

    private Progress() {}

    static Verdict acknowledge(Asked asked) {
        return switch (asked.state()) {
            case OPEN, UNKNOWN -> acknowledged(asked);
            case ACKNOWLEDGED -> asked.incident().getSnoozedUntil().isPresent()
                    ? acknowledged(asked)
                    : asked.refuse("it is acknowledged already, by " + asked.incident().getAcknowledgedBy());
            case MITIGATED -> asked.refuse("it is mitigated already, by " + asked.incident().getMitigatedBy());
            case RESOLVED, CLOSED -> asked.refuse(CommandTransitions.over(asked.row()));
        };
    }

    private static Verdict acknowledged(Asked asked) {
        var draft = asked.draft();
        draft.incident.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedAt(asked.occasion().now())
                .setAcknowledgedBy(asked.actor()).setSnoozedUntil(null);
        draft.dues.cancel(TimerKind.SNOOZE_OVER);
        draft.fact(FactKind.ACKNOWLEDGED, asked.actor() + " has it", asked.actor(), asked.details(Map.of()));
        return asked.done(draft, "acknowledged");
    }

    static Verdict mitigate(Asked asked) {
        return switch (asked.state()) {
            case OPEN, ACKNOWLEDGED, UNKNOWN -> {
                var draft = asked.draft();
                draft.incident.setState(IncidentState.MITIGATED).setMitigatedAt(asked.occasion().now())
                        .setMitigatedBy(asked.actor()).setSnoozedUntil(null);
                draft.dues.cancel(TimerKind.SNOOZE_OVER);
                draft.fact(FactKind.MITIGATED, asked.actor() + " stopped the pain", asked.actor(), asked.details(Map
                        .of()));
                yield asked.done(draft, "mitigated");
            }
            case MITIGATED -> asked.refuse("it is mitigated already, by " + asked.incident().getMitigatedBy());
            case RESOLVED, CLOSED -> asked.refuse(CommandTransitions.over(asked.row()));
        };
    }

    static Verdict resolve(Asked asked) {
        return switch (asked.state()) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> {
                var firing = asked.incident().getAlertsFiring();
                var still = firing > 0 ? "; " + firing + " of its alerts still fire" : "";
                var draft = asked.draft();
                draft.resolve(asked.actor(), asked.actor() + " resolved it" + still, asked.details(Map.of("firing",
                        Integer.toString(firing))));
                yield draft.changed("resolved", "asked by " + asked.actor() + still);
            }
            case RESOLVED, CLOSED -> asked.refuse(CommandTransitions.over(asked.row()));
        };
    }

    /** The row stays until its reopen window is over, but takes no more alerts. */
    static Verdict close(Asked asked) {
        return switch (asked.state()) {
            case RESOLVED -> {
                var draft = asked.draft();
                draft.incident.setState(IncidentState.CLOSED);
                draft.fact(FactKind.CLOSED, asked.actor() + " closed it: the review is done", asked.actor(), asked
                        .details(Map.of()));
                yield asked.done(draft, "closed");
            }
            case CLOSED -> asked.refuse("it is closed already");
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> asked.refuse(
                    "it is not resolved: resolve it first, and close it when its review is done");
        };
    }
}
