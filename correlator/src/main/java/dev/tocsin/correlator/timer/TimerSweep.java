package dev.tocsin.correlator.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds the timers that are due, oldest first. The heap is only an index in memory: the rows are the truth, from which it
 * is filled when a task starts, and each entry is compared with its row before it counts.
 *
 * @param <R>
 *            the rows
 */
public final class TimerSweep<R> {

    /** How often it looks. */
    public static final Duration EVERY = Duration.ofMillis(250);

    private static final int ROWS = 500;
    private static final Duration BUDGET = Duration.ofMillis(100);

    private final Function<R, Optional<DueTimer>> timerOf;
    private final PriorityQueue<DueTimer> heap = new PriorityQueue<>();

    /**
     * Of rows of one kind.
     *
     * @param timerOf
     *            the timer of a row that was not put into the log yet, if there is one
     */
    public TimerSweep(Function<R, Optional<DueTimer>> timerOf) {
        this.timerOf = timerOf;
    }

    /** Forgets everything; a task that starts again fills it from its rows. */
    public void clear() {
        heap.clear();
    }

    /** Takes notice of a timer that was set. */
    public void watch(DueTimer timer) {
        heap.add(timer);
    }

    /** Takes notice of a row that was written or found. */
    public void watch(R row) {
        timerOf.apply(row).ifPresent(heap::add);
    }

    /**
     * Hands over the rows whose timer is due, at most 500 of them and for at most 100 ms; the rest follow next time.
     *
     * @param now
     *            time of the punctuator
     * @param rows
     *            a row by the id in its timer, if it is still there
     */
    public void sweep(Instant now, Function<String, Optional<R>> rows, Consumer<R> due) {
        var end = System.nanoTime() + BUDGET.toNanos();
        for (var count = 0; count < ROWS && isDue(now) && System.nanoTime() < end; count++) {
            var timer = heap.remove();
            rows.apply(timer.id()).filter(row -> timerOf.apply(row).filter(timer::equals).isPresent())
                    .ifPresent(due);
        }
    }

    private boolean isDue(Instant now) {
        return !heap.isEmpty() && !heap.peek().dueAt().isAfter(now);
    }
}
