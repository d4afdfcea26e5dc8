package dev.tocsin.correlator.correlate;

import java.util.List;

import dev.tocsin.correlator.dedup.AppliedAlert;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Command;
import dev.tocsin.event.TimerFired;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.SeverityLevel;

/** What may change an incident. */
public sealed interface IncidentEvent {

    /** An alert began to hold. */
    record Fired(Alert alert, AppliedAlert applied, Classification classification) implements IncidentEvent {

        /** Whether the incident counts it as firing already. */
        boolean countedBy(String incidentId) {
            return applied.heldBefore() && applied.next().getIncidentId().equals(incidentId);
        }

        /** Whether it is a member of that round of that incident already. */
        boolean memberOf(String incidentId, int round) {
            return applied.next().getIncidentId().equals(incidentId) && applied.next().getRound() == round;
        }
    }

    /** An alert that held is over. */
    record Ceased(Alert alert) implements IncidentEvent {}

    /**
     * A person asks for something.
     *
     * @param levels
     *            severities of the policy, for SET_SEVERITY
     */
    record Commanded(Command command, List<SeverityLevel> levels) implements IncidentEvent {

        public Commanded {
            levels = List.copyOf(levels);
        }
    }

    /** A timer fell due. */
    record TimerFell(TimerFired timer) implements IncidentEvent {}
}
