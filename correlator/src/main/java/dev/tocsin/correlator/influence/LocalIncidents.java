package dev.tocsin.correlator.influence;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.tocsin.event.Incident;

/** Index of the open incidents of this partition, used to find those that a signal may affect. */
final class LocalIncidents {

    private final TreeMap<String, Own> open = new TreeMap<>();
    private final Map<String, Set<String>> byService = new HashMap<>();
    private final TreeMap<Instant, Set<String>> waiting = new TreeMap<>();

    /**
     * One of them.
     *
     * @param openedAt
     *            start of its round
     * @param pageNotBefore
     *            when the first page may go out, if that is held
     */
    record Own(String id, String service, String serviceKey, Instant openedAt, Optional<Instant> pageNotBefore,
            String parentId, boolean isSilenced) {

        static Own of(Incident incident) {
            return new Own(incident.getId(), incident.getService(), incident.getServiceKey(), incident
                    .getRoundStartedAt(), incident.getPageNotBefore(), incident.getParentId(), incident
                            .getAlertsSuppressed() > 0);
        }
    }

    void take(Incident incident) {
        var before = open.get(incident.getId());
        if (before != null && (IncidentQueries.isOver(incident) || !before.service().equals(incident.getService()))) {
            byService.computeIfPresent(before.service(), (_, ids) -> {
                ids.remove(before.id());
                return ids.isEmpty() ? null : ids;
            });
        }
        if (before != null && before.pageNotBefore().isPresent()) {
            waiting.computeIfPresent(before.openedAt(), (_, ids) -> {
                ids.remove(before.id());
                return ids.isEmpty() ? null : ids;
            });
        }
        if (IncidentQueries.isOver(incident)) {
            open.remove(incident.getId());
        } else {
            var own = Own.of(incident);
            open.put(own.id(), own);
            if (own.pageNotBefore().isPresent()) {
                waiting.computeIfAbsent(own.openedAt(), _ -> new HashSet<>()).add(own.id());
            }
            byService.computeIfAbsent(incident.getService(), _ -> new HashSet<>()).add(incident.getId());
        }
    }

    /** All, by id. */
    List<String> all() {
        return List.copyOf(open.keySet());
    }

    Stream<Own> stream() {
        return open.values().stream();
    }

    /** Those of which something holds, by id. */
    List<String> those(Predicate<Own> which) {
        return open.values().stream().filter(which).map(Own::id).toList();
    }

    /** Those that began at a moment or later and whose first page may be waiting, by id. */
    List<String> waitingSince(Instant moment) {
        return waiting.tailMap(moment, true).values().stream().flatMap(Set::stream).sorted().toList();
    }

    /** Whether at least so many began at a moment or later whose first page may be waiting. */
    boolean areWaitingSince(Instant moment, int atLeast) {
        var found = 0;
        for (var ids : waiting.tailMap(moment, true).descendingMap().values()) {
            found += ids.size();
            if (found >= atLeast) {
                return true;
            }
        }
        return false;
    }

    /** Those of some services, by id. */
    List<String> ofServices(Predicate<String> services) {
        return byService.entrySet().stream().filter(entry -> services.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream()).sorted().toList();
    }

    /** Any one, for what is about the whole partition. */
    Optional<Own> any() {
        return Optional.ofNullable(open.firstEntry()).map(Map.Entry::getValue);
    }
}
