package dev.tocsin.console.report;

import java.time.Instant;
import java.util.Optional;

/** One run of a response clock. Built while facts are folded, then only read. */
final class ClockRun {

    /** How the clock stands. */
    enum State {
        /** Met in time. */
        KEPT,
        /** Its deadline passed, whether it was met later or not. */
        MISSED,
        /** Not yet due. */
        RUNNING,
        /** Cancelled before its deadline, such as by a merge. */
        CANCELLED
    }

    private final String phase;
    private final Instant startedAt;
    private String severity;
    private boolean missed;
    private boolean ended;
    private boolean cancelled;

    ClockRun(String phase, Instant startedAt, String severity) {
        this.phase = phase;
        this.startedAt = startedAt;
        this.severity = severity;
    }

    /** Another severity set another deadline; one that is still ahead is not missed. */
    void restart(String newSeverity, Optional<Instant> dueAt, Instant now) {
        severity = newSeverity;
        missed = missed && dueAt.filter(due -> due.isAfter(now)).isEmpty();
    }

    void miss() {
        missed = true;
    }

    void meet(boolean late) {
        missed = missed || late;
        ended = true;
    }

    void cancel() {
        cancelled = !ended;
        ended = true;
    }

    /** What met it no longer holds. */
    void resume() {
        if (!cancelled) {
            ended = false;
        }
    }

    boolean isEnded() {
        return ended;
    }

    String phase() {
        return phase;
    }

    Instant startedAt() {
        return startedAt;
    }

    String severity() {
        return severity;
    }

    State state() {
        if (missed) {
            return State.MISSED;
        }
        if (cancelled) {
            return State.CANCELLED;
        }
        return ended ? State.KEPT : State.RUNNING;
    }
}
