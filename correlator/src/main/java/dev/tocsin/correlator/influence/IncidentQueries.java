package dev.tocsin.correlator.influence;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.schemas.incident.IncidentStates;
import dev.tocsin.state.IncidentRow;

/** Queries on snapshots. */
final class IncidentQueries {

    private IncidentQueries() {}

    static boolean isOver(Incident incident) {
        return IncidentStates.isOver(incident.getState());
    }

    /**
     * Whether the incident is isolated, as confidential ones are: no storm or dependency suppresses its pages, and no
     * bulletin announces it.
     */
    static boolean isApart(Incident incident) {
        return incident.getSecurity() || incident.getConfidential();
    }

    /** Whether a round begins with it: it was opened or reopened. */
    static boolean begins(Optional<IncidentRow> before, Incident incident) {
        return before.map(row -> row.getIncident().getRound() != incident.getRound()).orElse(true);
    }

    /** Members that are shown and hold. */
    static List<IncidentAlert> firing(Incident incident) {
        return incident.getAlerts().stream().filter(alert -> alert.getStatus() == AlertStatus.FIRING).toList();
    }

    /** Sources of its members, those that hold if any does. */
    static Stream<String> sources(Incident incident) {
        var firing = firing(incident);
        return (firing.isEmpty() ? incident.getAlerts() : firing).stream().map(IncidentAlert::getSource).distinct();
    }
}
