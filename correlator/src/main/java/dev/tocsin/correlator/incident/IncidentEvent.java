package dev.tocsin.correlator.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.flow.AppliedAlert.Before;
import dev.tocsin.correlator.incident.decision.PolicyNames;
import dev.tocsin.correlator.incident.member.JoinReason;
import dev.tocsin.correlator.incident.member.JoiningAlert;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Command;
import dev.tocsin.event.TimerFired;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.schemas.incident.PageReport;
import dev.tocsin.schemas.incident.Undelivered;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.IncidentRow;

/** An event that can change an incident. */
public sealed interface IncidentEvent {

    /**
     * An alert fires.
     *
     * @param known
     *            its row, with its current incident and round
     * @param before
     *            its previous state
     * @param kinship
     *            why it belongs to the incident, or why there is none
     * @param waited
     *            alerts that waited for this one, so that an incident is opened with all of them
     */
    record Fired(Alert alert, AlertState known, Before before, Classification classification, JoinReason kinship,
            List<JoiningAlert> waited) implements IncidentEvent {

        public Fired {
            waited = List.copyOf(waited);
        }

        /** Whether it was firing already, so that its incident counts it. */
        public boolean heldBefore() {
            return before != Before.NOT_FIRING;
        }

        /** Whether only its content changed, without getting worse. */
        boolean isNoWorse() {
            return before == Before.RESTATED && classification.severity().getRank() >= rank();
        }

        /** Whether the incident counts it as firing already. */
        boolean countedBy(String incidentId) {
            return heldBefore() && known.getIncidentId().equals(incidentId);
        }

        /** Whether it is a member of that round of that incident already. */
        boolean memberOf(String incidentId, int round) {
            return known.getIncidentId().equals(incidentId) && known.getRound() == round;
        }

        /** Rank of the severity it was counted under until now. */
        int rank() {
            return known.getRank();
        }

        /** The same, with why it belongs where it does, and who comes with it. */
        public Fired because(JoinReason why, List<JoiningAlert> others) {
            return new Fired(alert, known, before, classification, why, others);
        }

        JoiningAlert joiner() {
            return new JoiningAlert(alert, classification, known.getFlapping());
        }
    }

    /**
     * A firing alert resolved or expired.
     *
     * @param rank
     *            of the severity it was counted under
     * @param expired
     *            whether it is taken as over only because there was no word of it for too long
     */
    record Ceased(Alert alert, int rank, boolean expired) implements IncidentEvent {}

    /**
     * A command.
     *
     * @param vocabulary
     *            names of the policy
     * @param other
     *            the other incident that the command names, where it names one that is there
     */
    record Commanded(Command command, PolicyNames vocabulary, Optional<IncidentRow> other) implements IncidentEvent {}

    /**
     * A timer fell due.
     *
     * @param lastWord
     *            when a member was last heard of, where that is known
     * @param ahead
     *            whether more members were counted than the last snapshot says
     */
    record TimerFell(TimerFired timer, Optional<Instant> lastWord, boolean ahead) implements IncidentEvent {}

    /**
     * A page failed.
     *
     * @param reported
     *            whether its vendor reported it after the notifier had delivered it, so that the timeline does not know yet
     */
    record PageFailed(Undelivered word, boolean reported) implements IncidentEvent {}

    /** A vendor reports that a page reached somebody. */
    record PageConfirmed(PageReport.Confirmed word) implements IncidentEvent {}
}
