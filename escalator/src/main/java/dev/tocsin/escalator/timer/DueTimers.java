package dev.tocsin.escalator.timer;

import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Reminders in the order of their time. One that was replaced stays until it comes up, because taking it out would mean a
 * search; when these may have become more than the others, they are thrown out together.
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

    /** Takes the first whose time has come. */
    Optional<DueTimer> takeDue(Instant now) {
        var first = waiting.peek();
        return first == null || first.dueAt().isAfter(now) ? Optional.empty() : Optional.of(waiting.remove());
    }

    /** When the first comes up. */
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

    /** Of each incident, the last generation may be current, and no other. */
    private void tidy() {
        var last = new HashMap<String, Long>();
        waiting.forEach(timer -> last.merge(timer.incidentId(), timer.generation(), Math::max));
        waiting.removeIf(timer -> timer.generation() < last.getOrDefault(timer.incidentId(), timer.generation()));
    }
}
