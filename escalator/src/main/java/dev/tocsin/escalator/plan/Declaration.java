package dev.tocsin.escalator.plan;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.escalator.obligation.ObligationContext;
import dev.tocsin.event.Incident;
import dev.tocsin.schemas.incident.IncidentStates;
import dev.tocsin.state.Escalation;

/** When an incident is declared: when its ladder starts, and nothing holds it back. */
final class Declaration {

    private Declaration() {}

    /** Whether nobody is to be paged for it now. */
    static boolean isHeld(Incident incident) {
        return !incident.getSuppressedBy().isEmpty();
    }

    /**
     * Since when it is declared, if it is; what is late is left to the sweep, which knows whether newer snapshots are
     * waiting to be read.
     *
     * @param released
     *            whether what held it back until now is gone with this snapshot
     */
    static Optional<Instant> at(Escalation.Builder draft, ObligationContext moment, boolean released) {
        if (isHeld(draft.getIncident()) || draft.getStartedAt().isAfter(moment.now())) {
            return Optional.empty();
        }
        if (released) {
            return Optional.of(moment.now());
        }
        return Optional.of(draft.getStartedAt()).filter(at -> !moment.isLate(at) || !hasConsequences(draft, moment));
    }

    /** When it will be declared as things stand. */
    static Optional<Instant> dueAt(Escalation.Builder draft) {
        return draft.getDeclaredAt() != null || IncidentStates.isOver(draft.getIncident().getState()) || isHeld(draft
                .getIncident())
                        ? Optional.empty()
                        : Optional.of(draft.getStartedAt());
    }

    /** Whether anybody is told, or anything opened, for it. */
    static boolean hasConsequences(Escalation.Builder draft, ObligationContext moment) {
        var practice = moment.policyOf(draft.getIncident()).policy().practice();
        return !practice.stakeholders().isEmpty() || new PlanDraft(draft, moment, moment.now()).plan().isPresent();
    }
}
