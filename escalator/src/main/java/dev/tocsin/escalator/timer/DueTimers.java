package dev.tocsin.escalator.timer;

import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Timers ordered by due time. A replaced timer stays until it is due, because removing it needs a search; when stale timers may outnumber the others, all of them are removed.
 */
final class DueTimers {

    private static final int SMALL = 4_096;

    private final PriorityQueue<DueTimer> waiting = new PriorityQueue<>();
    private int tidyAt = SMALL;

    void add(DueTimer timer) {
        waiting.add(timer);
        if (waiting.size() >= tidyAt) {
            tidy();
            tidyAt = Math.max(SMALL, 2 * waiting.size());
        }
    }

    /** Removes the first due timer. */
    Optional<DueTimer> takeDue(Instant now) {
        var first = waiting.peek();
        return first == null || first.dueAt().isAfter(now) ? Optional.empty() : Optional.of(waiting.remove());
    }

    /** Due time of the first timer. */
    Optional<Instant> next() {
        return Optional.ofNullable(waiting.peek()).map(DueTimer::dueAt);
    }

    int size() {
        return waiting.size();
    }

    void clear() {
        waiting.clear();
        tidyAt = SMALL;
    }

    /** Only the last generation of each incident can be current. */
    private void tidy() {
        var last = new HashMap<String, Long>();
        waiting.forEach(timer -> last.merge(timer.incidentId(), timer.generation(), Math::max));
        waiting.removeIf(timer -> timer.generation() < last.getOrDefault(timer.incidentId(), timer.generation()));
    }
}
