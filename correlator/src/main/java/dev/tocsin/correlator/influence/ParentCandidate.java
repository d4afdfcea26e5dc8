package dev.tocsin.correlator.influence;

import java.util.Comparator;
import java.util.Optional;

import dev.tocsin.correlator.bulletin.IncidentBulletin;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.model.ServiceGraph;

/**
 * An open incident of a required service, a candidate parent.
 *
 * @param steps
 *            in the service graph, 1 for a direct dependency
 */
record ParentCandidate(IncidentBulletin incident, int steps) {

    private static final Comparator<ParentCandidate> NEAREST_WORST_OLDEST = Comparator.comparingInt(
            ParentCandidate::steps)
            .thenComparingInt(parent -> parent.incident().rank())
            .thenComparing(ParentCandidate::incident, IncidentBulletin.OLDEST_FIRST);

    /**
     * The nearest, then the worst, then the oldest. Where two services need each other, only the older incident can be the
     * parent: so no chain of parents ever closes.
     */
    static Optional<ParentCandidate> of(Incident incident, RelatedIncidents neighbours, ServiceGraph graph) {
        var self = new IncidentBulletin(incident.getId(), incident.getService(), incident.getSeverity().getRank(),
                incident
                        .getOpenedAt());
        return neighbours.services().stream().filter(service -> graph.needs(incident.getService(), service))
                .flatMap(service -> neighbours.of(service).stream()
                        .filter(other -> !graph.needs(service, incident.getService()) || other.isOlderThan(self))
                        .map(other -> new ParentCandidate(other, graph.stepsDown(incident.getService(), service)
                                .orElseThrow())))
                .min(NEAREST_WORST_OLDEST);
    }

    /** In words. */
    String reason() {
        return "depends on " + incident.service() + (steps == 1 ? "" : ", " + steps + " steps away");
    }

    ParentLink link() {
        return new ParentLink(incident.id(), reason(), "");
    }

    /** Whether it is at least as bad as a child. */
    boolean isAtLeastAsBadAs(Incident child) {
        return incident.rank() <= child.getSeverity().getRank();
    }
}
