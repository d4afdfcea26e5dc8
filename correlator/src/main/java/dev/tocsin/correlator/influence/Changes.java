package dev.tocsin.correlator.influence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.tocsin.correlator.bulletin.ChangeBulletin;

/** Recent changes known in this partition, candidates for suspect changes. */
final class Changes {

    /** Kept so much longer than the policy looks back, for alerts and changes that come late. */
    static final Duration SLACK = Duration.ofHours(1);

    /** Most that are kept; the oldest go first. */
    static final int MOST = 10_000;

    private final TreeSet<ChangeBulletin> byTime = new TreeSet<>(ChangeBulletin.OLDEST_FIRST);
    private final Map<String, ChangeBulletin> byId = new HashMap<>();
    private final Map<String, TreeSet<ChangeBulletin>> byService = new HashMap<>();

    boolean isKnown(String changeId) {
        return byId.containsKey(changeId);
    }

    void keep(ChangeBulletin change) {
        byId.put(change.id(), change);
        byTime.add(change);
        byService.computeIfAbsent(change.service(), _ -> new TreeSet<>(ChangeBulletin.OLDEST_FIRST)).add(change);
    }

    /** What is too old to be a suspect, or too much. */
    List<ChangeBulletin> tooOld(Instant oldest) {
        var gone = new ArrayList<ChangeBulletin>();
        for (var change : byTime) {
            if (!change.changedAt().isBefore(oldest) && byTime.size() - gone.size() <= MOST) {
                break;
            }
            gone.add(change);
        }
        return gone;
    }

    void forget(String changeId) {
        var change = byId.remove(changeId);
        if (change != null) {
            byTime.remove(change);
            byService.computeIfPresent(change.service(), (_, changes) -> {
                changes.remove(change);
                return changes.isEmpty() ? null : changes;
            });
        }
    }

    boolean isEmpty() {
        return byTime.isEmpty();
    }

    /** Services that were changed. */
    Set<String> services() {
        return byService.keySet();
    }

    /** The newest first, of a service, between two moments, both inclusive; at most so many. */
    List<ChangeBulletin> newest(String service, Instant from, Instant until, int most) {
        return byService.getOrDefault(service, new TreeSet<>(ChangeBulletin.OLDEST_FIRST)).descendingSet().stream()
                .dropWhile(change -> change.changedAt().isAfter(until))
                .takeWhile(change -> !change.changedAt().isBefore(from)).limit(most).toList();
    }
}
