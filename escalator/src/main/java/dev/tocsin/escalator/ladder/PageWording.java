package dev.tocsin.escalator.ladder;

import dev.tocsin.escalator.decision.StepTime;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.incident.Ends;
import dev.tocsin.state.Escalation;

/** Sentences for the one who is woken, and for those who ask why. */
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
                : " is paged from the start again: " + because);
    }

    /** Why a ladder stops. */
    static String end(NotificationKind kind, Incident incident) {
        return switch (kind) {
            case ACKNOWLEDGED -> "acknowledged by " + Acknowledgements.whoAndFromWhere(incident);
            case MITIGATED -> "mitigated by " + incident.getMitigatedBy();
            case RESOLVED -> ended(incident);
            default -> throw new IllegalArgumentException(kind + " stops no ladder");
        };
    }

    private static String ended(Incident incident) {
        if (!incident.getMergedInto().isEmpty()) {
            return "merged into incident " + incident.getMergedInto() + ", which goes on";
        }
        return Ends.withoutRecovery(incident).map(why -> "resolved without a sign of recovery: " + why).orElseGet(
                () -> incident.getResolvedBy().isEmpty() ? "resolved" : "resolved by " + incident.getResolvedBy());
    }

    private static String because(Incident incident) {
        return incident.getRuleReason().isEmpty() ? "" : " (" + incident.getRuleReason() + ")";
    }
}
