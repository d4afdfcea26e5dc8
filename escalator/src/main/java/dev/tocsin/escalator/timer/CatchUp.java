package dev.tocsin.escalator.timer;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether the input written before a step was due has been read. It may not be after a takeover, after the process was stopped, or while the input is behind. The step waits, because the next record may acknowledge or resolve the incident. The wait is short: when in doubt, page.
 */
final class CatchUp {

    private static final Duration QUIET = Duration.ofSeconds(1);
    /** Time for a few fetches; short, because on-time pages wait for it. */
    private static final Duration SHORT_QUIET = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(15);
    /** Record age above which the input counts as behind; less is latency and clock difference. */
    private static final Duration BEHIND = Duration.ofSeconds(2);

    private final Instant startedAt;
    private Instant readTo = Instant.MIN;
    private Instant beganAt;
    private Instant lastOldAt;
    private boolean sawOld;

    /**
     * Nothing was read yet.
     *
     * @param startedAt
     *            time of the takeover, or when the process continued
     */
    CatchUp(Instant startedAt) {
        this.startedAt = startedAt;
        this.beganAt = startedAt;
        this.lastOldAt = startedAt;
    }

    /**
     * A record was read.
     *
     * @param recordTime
     *            when it was written to the log
     */
    void saw(Instant recordTime, Instant now) {
        if (recordTime.isAfter(readTo)) {
            readTo = recordTime;
        }
        if (recordTime.isBefore(startedAt) || recordTime.plus(BEHIND).isBefore(now)) {
            if (isQuiet(now)) {
                beganAt = now;
            }
            lastOldAt = now;
            sawOld = true;
        }
    }

    /**
     * Whether an on-time step may run: earlier input is read, or no more arrives.
     */
    boolean isReadTo(Instant dueAt, Instant now) {
        return dueAt.isBefore(readTo) || !readAt().isAfter(now) || (!sawOld && !dueAt.isBefore(startedAt));
    }

    /** Latest time at which on-time steps may run, unless more old input is read by then. */
    Instant readAt() {
        return quietFor(SHORT_QUIET);
    }

    /** Whether late steps may run. */
    boolean isDone(Instant now) {
        return !doneAt().isAfter(now);
    }

    /** When late steps may run, unless more old input is read by then. */
    Instant doneAt() {
        return quietFor(QUIET);
    }

    private Instant quietFor(Duration time) {
        var quiet = lastOldAt.plus(time);
        var limit = beganAt.plus(LIMIT);
        return quiet.isBefore(limit) ? quiet : limit;
    }

    private boolean isQuiet(Instant now) {
        return !lastOldAt.plus(QUIET).isAfter(now);
    }
}
