package dev.tocsin.escalator.ladder;

import dev.tocsin.escalator.decision.StepTime;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.incident.Ends;
import dev.tocsin.state.Escalation;

/** Reasons for starting, paging and stopping, as people read them in pages and on the timeline. */
public final class PageWording {

    private PageWording() {}

    /** Such as {@code step 2 of ladder sev1, repetition 1}. */
    static String place(Escalation.Builder row, StepTime step) {
        return "step " + step.rung() + " of ladder " + row.getLadder()
                + (step.repetition() > 0 ? ", repetition " + step.repetition() : "");
    }

    /**
     * Why a ladder starts.
     *
     * @param because
     *            why it starts again; empty for the first of a round
     */
    static String start(Incident incident, String because) {
        var opened = incident.getRound() > 1 ? " reopened" : " opened";
        return incident.getSeverity().getId() + (because.isEmpty()
                ? opened + because(incident)
                : " pages again from step 1: " + because);
    }

    /** Why a ladder stops. */
    static String end(NotificationKind kind, Incident incident) {
        return switch (kind) {
            case ACKNOWLEDGED -> "acknowledged by " + Acknowledgements.whoAndVia(incident);
            case MITIGATED -> "mitigated by " + incident.getMitigatedBy();
            case RESOLVED -> ended(incident);
            default -> throw new IllegalArgumentException(kind + " stops no ladder");
        };
    }

    private static String ended(Incident incident) {
        if (!incident.getMergedInto().isEmpty()) {
            return "merged into incident " + incident.getMergedInto();
        }
        return Ends.withoutRecovery(incident).map(why -> "resolved without a recovery signal: " + why).orElseGet(
                () -> incident.getResolvedBy().isEmpty() ? "resolved" : "resolved by " + incident.getResolvedBy());
    }

    private static String because(Incident incident) {
        return incident.getRuleReason().isEmpty() ? "" : " (" + incident.getRuleReason() + ")";
    }
}
