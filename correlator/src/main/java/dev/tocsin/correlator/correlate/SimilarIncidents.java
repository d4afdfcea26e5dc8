package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.tocsin.event.IncidentState;
import dev.tocsin.state.IncidentRow;

/** In-memory index of the open incidents, by service, that similar alerts can join. */
final class SimilarIncidents {

    /** Number of incidents of a service that are compared with an alert; the newest ones. */
    static final int COMPARED = 50;

    private static final Comparator<Candidate> OLDEST_FIRST = Comparator.comparing(Candidate::openedAt)
            .thenComparing(Candidate::incidentId);

    private final Map<String, TreeSet<Candidate>> byService = new HashMap<>();
    private final Map<String, Candidate> byId = new HashMap<>();

    /** One of them. Equal when it is the same incident. */
    record Candidate(String incidentId, String serviceKey, Instant openedAt, List<String> words) {

        Candidate {
            words = List.copyOf(words);
        }
    }

    void watch(IncidentRow row) {
        var incident = row.getIncident();
        forget(incident.getId());
        if (!row.getWords().isEmpty() && incident.getState() != IncidentState.RESOLVED && incident
                .getState() != IncidentState.CLOSED) {
            var candidate = new Candidate(incident.getId(), incident.getServiceKey(), incident.getOpenedAt(), row
                    .getWords());
            byId.put(incident.getId(), candidate);
            byService.computeIfAbsent(incident.getServiceKey(), _ -> new TreeSet<>(OLDEST_FIRST)).add(candidate);
        }
    }

    void forget(String incidentId) {
        var known = byId.remove(incidentId);
        if (known != null) {
            byService.computeIfPresent(known.serviceKey(), (_, candidates) -> {
                candidates.remove(known);
                return candidates.isEmpty() ? null : candidates;
            });
        }
    }

    /** Of a service, the oldest first. */
    List<Candidate> of(String serviceKey) {
        var candidates = byService.get(serviceKey);
        return candidates == null
                ? List.of()
                : candidates.descendingSet().stream().limit(COMPARED).sorted(OLDEST_FIRST).toList();
    }
}
