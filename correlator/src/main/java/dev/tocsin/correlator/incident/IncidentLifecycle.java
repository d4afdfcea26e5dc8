package dev.tocsin.correlator.incident;

import java.util.Optional;

import dev.tocsin.correlator.incident.IncidentEvent.Ceased;
import dev.tocsin.correlator.incident.IncidentEvent.Commanded;
import dev.tocsin.correlator.incident.IncidentEvent.Fired;
import dev.tocsin.correlator.incident.IncidentEvent.TimerFell;
import dev.tocsin.correlator.incident.IncidentEvent.PageConfirmed;
import dev.tocsin.correlator.incident.IncidentEvent.PageFailed;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Nothing;
import dev.tocsin.state.IncidentRow;

/**
 * The incident lifecycle, a pure function of state, event and time: OPEN, ACKNOWLEDGED, MITIGATED, RESOLVED,
 * and back to OPEN while inside the reopen window; CLOSED once its review is done or another incident has its alerts.
 */
public final class IncidentLifecycle {

    private IncidentLifecycle() {}

    /**
     * Decides.
     *
     * @param known
     *            the incident that the event belongs to, if it is known
     */
    public static IncidentDecision decide(Optional<IncidentRow> known, IncidentEvent event, DecisionContext occasion) {
        return switch (event) {
            case Fired fired -> known.map(row -> fired(row, fired, occasion))
                    .orElseGet(() -> Opening.open(fired, occasion));
            case Ceased ceased -> known.map(row -> AlertResolving.cease(row, ceased, occasion))
                    .orElseGet(() -> new Nothing("incident-gone",
                            "its incident is resolved and can no longer be reopened"));
            case Commanded commanded -> known.map(row -> CommandTransitions.commanded(row, commanded, occasion))
                    .orElseGet(() -> CommandTransitions.missing(commanded.command()));
            case TimerFell fell -> known.map(row -> TimerTransitions.fell(row, fell, occasion))
                    .orElseGet(() -> new Nothing("stale-timer", "its incident no longer exists"));
            case PageFailed unheard -> known.map(row -> FailedPages.heard(row, unheard, occasion))
                    .orElseGet(() -> new Nothing("incident-gone",
                            "the incident of the failed page no longer exists"));
            case PageConfirmed confirmed -> known.map(row -> ConfirmedPages.heard(row, confirmed.word(), occasion))
                    .orElseGet(() -> new Nothing("incident-gone", "the incident of the page no longer exists"));
        };
    }

    private static IncidentDecision fired(IncidentRow row, Fired event, DecisionContext occasion) {
        if (event.isNoWorse() && !IncidentDraft.of(row, occasion).isActive()) {
            return new Nothing("repeat-after-resolve",
                    "its incident was resolved while it fired, and the alert is no worse");
        }
        return switch (row.getIncident().getState()) {
            case RESOLVED -> Reopening.reopen(row, event, occasion);
            case CLOSED -> Opening.open(event, occasion);
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> AlertJoining.join(row, event, occasion);
        };
    }
}
