package dev.tocsin.escalator.timer;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether what was written before a rung fell due has been read by now: it has not where the partition was taken over, where
 * the process stood still, and where the input comes faster than it is read. The rung waits for it, because the next record
 * may say that somebody has the incident, or that it is resolved. It never waits long: in doubt, page.
 */
final class CatchUp {

    private static final Duration QUIET = Duration.ofSeconds(1);
    /** Enough for some fetches, and short, because a page that is on time waits for it. */
    private static final Duration SHORT_QUIET = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(15);
    /** What takes longer from the log to here says that more is waiting there; less is the way, and clocks that differ. */
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
     *            when the partition was taken over, or the process went on
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
     * Whether a rung may be called that is not late: what was written before it fell due is read, or nothing more comes, or
     * nothing says that there is more.
     */
    boolean isReadTo(Instant dueAt, Instant now) {
        return dueAt.isBefore(readTo) || !readAt().isAfter(now) || (!sawOld && !dueAt.isBefore(startedAt));
    }

    /** When rungs that are not late may be called at the latest, unless more that is old is read until then. */
    Instant readAt() {
        return quietFor(SHORT_QUIET);
    }

    /** Whether late rungs may be called. */
    boolean isDone(Instant now) {
        return !doneAt().isAfter(now);
    }

    /** When late rungs may be called, unless more that is old is read until then. */
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
