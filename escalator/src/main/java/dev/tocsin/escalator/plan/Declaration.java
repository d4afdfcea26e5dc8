package dev.tocsin.escalator.plan;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.escalator.obligation.ObligationContext;
import dev.tocsin.event.Incident;
import dev.tocsin.schemas.incident.IncidentStates;
import dev.tocsin.state.Escalation;

/** When an incident is declared: when its ladder starts and paging is not suppressed. */
final class Declaration {

    private Declaration() {}

    /** Whether paging is suppressed. */
    static boolean isHeld(Incident incident) {
        return !incident.getSuppressedBy().isEmpty();
    }

    /**
     * When the incident was declared, if it was. The sweep handles late declarations: it knows whether newer snapshots are unread.
     *
     * @param released
     *            whether this snapshot ends the suppression
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

    /** Whether the declaration notifies anybody or opens anything. */
    static boolean hasConsequences(Escalation.Builder draft, ObligationContext moment) {
        var practice = moment.policyOf(draft.getIncident()).policy().practice();
        return !practice.stakeholders().isEmpty() || new PlanDraft(draft, moment, moment.now()).plan().isPresent();
    }
}
