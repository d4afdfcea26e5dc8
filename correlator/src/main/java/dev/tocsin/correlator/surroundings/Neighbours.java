package dev.tocsin.correlator.surroundings;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.correlator.bulletin.IncidentNews;

/** Incidents that are open now, of all services that have to do with others, as told in this partition's log. */
final class Neighbours {

    private final Map<String, IncidentNews> byId = new HashMap<>();
    private final Map<String, Map<String, IncidentNews>> byService = new HashMap<>();

    void open(IncidentNews incident) {
        over(incident.id());
        byId.put(incident.id(), incident);
        byService.computeIfAbsent(incident.service(), _ -> new HashMap<>()).put(incident.id(), incident);
    }

    void over(String incidentId) {
        var known = byId.remove(incidentId);
        if (known != null) {
            byService.computeIfPresent(known.service(), (_, incidents) -> {
                incidents.remove(incidentId);
                return incidents.isEmpty() ? null : incidents;
            });
        }
    }

    Optional<IncidentNews> find(String incidentId) {
        return Optional.ofNullable(byId.get(incidentId));
    }

    /** Services that have open incidents. */
    Set<String> services() {
        return byService.keySet();
    }

    Collection<IncidentNews> of(String service) {
        return byService.getOrDefault(service, Map.of()).values();
    }
}
