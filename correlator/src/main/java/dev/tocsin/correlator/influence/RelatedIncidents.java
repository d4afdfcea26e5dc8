package dev.tocsin.correlator.influence;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.correlator.bulletin.IncidentBulletin;

/** Open incidents of connected services, as announced in this partition's log. */
final class RelatedIncidents {

    private final Map<String, IncidentBulletin> byId = new HashMap<>();
    private final Map<String, Map<String, IncidentBulletin>> byService = new HashMap<>();

    void open(IncidentBulletin incident) {
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

    Optional<IncidentBulletin> find(String incidentId) {
        return Optional.ofNullable(byId.get(incidentId));
    }

    /** Services that have open incidents. */
    Set<String> services() {
        return byService.keySet();
    }

    Collection<IncidentBulletin> of(String service) {
        return byService.getOrDefault(service, Map.of()).values();
    }
}
