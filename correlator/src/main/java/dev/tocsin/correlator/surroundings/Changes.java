package dev.tocsin.correlator.surroundings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.tocsin.correlator.bulletin.ChangeNews;

/** Changes that may be suspects, as told in this partition's log. */
final class Changes {

    /** Kept so much longer than the policy looks back, for alerts and changes that come late. */
    static final Duration SLACK = Duration.ofHours(1);

    /** Most that are kept; the oldest go first. */
    static final int MOST = 10_000;

    private final TreeSet<ChangeNews> byTime = new TreeSet<>(ChangeNews.OLDEST_FIRST);
    private final Map<String, ChangeNews> byId = new HashMap<>();
    private final Map<String, TreeSet<ChangeNews>> byService = new HashMap<>();

    boolean isKnown(String changeId) {
        return byId.containsKey(changeId);
    }

    void keep(ChangeNews change) {
        byId.put(change.id(), change);
        byTime.add(change);
        byService.computeIfAbsent(change.service(), _ -> new TreeSet<>(ChangeNews.OLDEST_FIRST)).add(change);
    }

    /** Forgets what is too old to be a suspect, and says what. */
    List<ChangeNews> forgetBefore(Instant oldest) {
        var gone = new ArrayList<ChangeNews>();
        while (!byTime.isEmpty() && (byTime.first().changedAt().isBefore(oldest) || byTime.size() > MOST)) {
            var change = byTime.pollFirst();
            gone.add(change);
            byId.remove(change.id());
            byService.computeIfPresent(change.service(), (_, changes) -> {
                changes.remove(change);
                return changes.isEmpty() ? null : changes;
            });
        }
        return gone;
    }

    boolean isEmpty() {
        return byTime.isEmpty();
    }

    /** Services that were changed. */
    Set<String> services() {
        return byService.keySet();
    }

    /** The newest first, of a service, between two moments, both inclusive; at most so many. */
    List<ChangeNews> newest(String service, Instant from, Instant until, int most) {
        return byService.getOrDefault(service, new TreeSet<>(ChangeNews.OLDEST_FIRST)).descendingSet().stream()
                .dropWhile(change -> change.changedAt().isAfter(until))
                .takeWhile(change -> !change.changedAt().isBefore(from)).limit(most).toList();
    }
}
