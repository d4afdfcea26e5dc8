package dev.tocsin.escalator.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.tocsin.state.Escalation;

/**
 * Timers of one partition in memory, and the sweep over those that are due. The rows in the store are authoritative; the timers are rebuilt from them after a takeover. Cancelling is free: a stale timer is ignored when due. On-time steps go first, but wait while the input is behind, as after a takeover. Late steps wait too, and are sent at a limited rate, oldest first. First pages that wait for unread records are checked four times a second.
 */
public final class TimerSweep {

    /** Delay of a sweep that proves that the process was stopped. */
    private static final Duration STALL = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final SweepLimits limits;
    private final LongSupplier nanoTime;
    private final DueTimers waiting = new DueTimers();
    private final Deque<DueTimer> unread = new ArrayDeque<>();
    private final Deque<DueTimer> late = new ArrayDeque<>();
    private final Deque<Deferred> deferred = new ArrayDeque<>();
    private Optional<Pace> pace = Optional.empty();
    private Optional<Instant> nextPass = Optional.empty();

    private record Deferred(DueTimer timer, Instant firstLook, Instant lookAt) {}

    /**
     * @param nanoTime
     *            monotonic time for the sweep's budget, in nanoseconds
     */
    public TimerSweep(SweepLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** Clears all timers after a takeover; the caller then sets them row by row. */
    public void begin(Instant now) {
        waiting.clear();
        unread.clear();
        late.clear();
        deferred.clear();
        pace = Optional.of(new Pace(limits, now));
        nextPass = Optional.empty();
    }

    /** Sets the timer of a row; earlier timers become stale. */
    public void set(Escalation row) {
        DueTimer.of(row).ifPresent(waiting::add);
    }

    /** A record was read. */
    public void saw(Instant recordTime, Instant now) {
        pace(now).catchUp.saw(recordTime, now);
    }

    /** Calls for every row that is due, as far as the limits allow; the rest is called in the next pass. */
    public void run(Instant now, DueRows rows) {
        if (stoodStill(now)) {
            pace = Optional.of(new Pace(limits, now));
        }
        var pace = pace(now);
        var budget = new Budget();
        while (budget.isLeft()) {
            var due = waiting.takeDue(now);
            if (due.isEmpty()) {
                break;
            }
            if (due.get().dueAt().plus(limits.lateAfter()).isBefore(now)) {
                late.add(due.get());
            } else if (pace.catchUp.isReadTo(due.get().dueAt(), now)) {
                budget.spend();
                call(due.get(), now, now, rows);
            } else {
                unread.add(due.get());
            }
        }
        while (!unread.isEmpty() && budget.isLeft() && pace.catchUp.isReadTo(unread.element().dueAt(), now)) {
            budget.spend();
            call(unread.remove(), now, now, rows);
        }
        while (budget.isLeft() && !deferred.isEmpty() && !deferred.element().lookAt().isAfter(now)) {
            budget.spend();
            var again = deferred.remove();
            call(again.timer(), again.firstLook(), now, rows);
        }
        while (!late.isEmpty() && budget.isLeft() && pace.catchUp.isDone(now) && pace.cap.isOpen(now)) {
            budget.spend();
            pace.cap.spend(call(late.remove(), now, now, rows));
        }
    }

    /** When the next sweep is needed: a timer is due, or late work may proceed. */
    public Optional<Instant> next(Instant now) {
        var next = nextAt(now);
        nextPass = next.map(at -> at.isBefore(now) ? now : at);
        return next;
    }

    /** Only while nothing waits for the input anyway: what fell due waits once. */
    private boolean stoodStill(Instant now) {
        return unread.isEmpty() && late.isEmpty() && nextPass.filter(at -> at.plus(STALL).isBefore(now)).isPresent();
    }

    private Optional<Instant> nextAt(Instant now) {
        var next = waiting.next();
        if (!unread.isEmpty()) {
            next = earlier(next, pace(now).catchUp.readAt());
        }
        if (!deferred.isEmpty()) {
            next = earlier(next, deferred.element().lookAt());
        }
        return late.isEmpty() ? next : earlier(next, pace(now).mayGoOnAt());
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Instant other) {
        return Optional.of(one.filter(other::isAfter).orElse(other));
    }

    /** How many reminders are kept, stale ones among them. */
    public int size() {
        return waiting.size() + unread.size() + late.size() + deferred.size();
    }

    /** Intents that came of it; none when the timer was stale, or when it must hear more first. */
    private int call(DueTimer timer, Instant firstLook, Instant now, DueRows rows) {
        var row = rows.find(timer.incidentId()).filter(timer::isCurrent);
        if (row.filter(it -> rows.mustReadMore(it, firstLook, now)).isPresent()) {
            if (firstLook.equals(now)) {
                rows.waits(row.get(), now);
            }
            deferred.add(new Deferred(timer, firstLook, now.plus(LOOK_AGAIN)));
            return 0;
        }
        return row.map(it -> rows.due(it, now)).orElse(0);
    }

    private Pace pace(Instant now) {
        var current = pace.orElseGet(() -> new Pace(limits, now));
        pace = Optional.of(current);
        return current;
    }

    /** Known from the first "now" on: a partition that was just taken over may have records to read. */
    private record Pace(CatchUp catchUp, RateCap cap) {

        Pace(SweepLimits limits, Instant now) {
            this(new CatchUp(now), new RateCap(limits.lateIntentsPerSecond(), now));
        }

        Instant mayGoOnAt() {
            var caughtUp = catchUp.doneAt();
            var open = cap.opensAt();
            return caughtUp.isAfter(open) ? caughtUp : open;
        }
    }

    private final class Budget {

        private final long startedAt = nanoTime.getAsLong();
        private int looks;

        boolean isLeft() {
            return looks < limits.incidents()
                    && Duration.ofNanos(nanoTime.getAsLong() - startedAt).compareTo(limits.time()) < 0;
        }

        void spend() {
            looks++;
        }
    }

    /** The store, and what is done with a row that is due. */
    public interface DueRows {

        /** The row as it is now. */
        Optional<Escalation> find(String incidentId);

        /**
         * Whether what is due must wait for what was written meanwhile and not read yet.
         *
         * @param firstLook
         *            when it was first found due
         */
        boolean mustReadMore(Escalation row, Instant firstLook, Instant now);

        /** What is due begins to wait for that. */
        void waits(Escalation row, Instant now);

        /** Does what is due and returns how many intents came of it. */
        int due(Escalation row, Instant now);
    }
}
