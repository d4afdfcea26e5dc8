package dev.tocsin.escalator.timer;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether what was written before this process had the partition, or during an outage, has been read by now. A rung that
 * fell due meanwhile waits for it, because the next record may say that somebody has the incident, or that it is resolved.
 * It never waits long: in doubt, page.
 */
final class CatchUp {

    private static final Duration QUIET = Duration.ofSeconds(1);
    /** Enough for some fetches, and short, because a page that is on time waits for it. */
    private static final Duration SHORT_QUIET = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Duration oldAfter;
    private final Instant startedAt;
    private Instant beganAt;
    private Instant lastOldAt;

    CatchUp(Duration oldAfter, Instant startedAt) {
        this.oldAfter = oldAfter;
        this.startedAt = startedAt;
        this.beganAt = startedAt;
        this.lastOldAt = startedAt;
    }

    /** A record was read. */
    void saw(Instant recordTime, Instant now) {
        if (recordTime.isBefore(startedAt) || recordTime.plus(oldAfter).isBefore(now)) {
            if (isQuiet(now)) {
                beganAt = now;
            }
            lastOldAt = now;
        }
    }

    /** Whether it fell due before this process had the partition. */
    boolean isFromBefore(Instant dueAt) {
        return dueAt.isBefore(startedAt);
    }

    /** Whether late rungs may be called. */
    boolean isDone(Instant now) {
        return !doneAt().isAfter(now);
    }

    /** When late rungs may be called, unless more that is old is read until then. */
    Instant doneAt() {
        return quietFor(QUIET);
    }

    /** When rungs may be called that fell due before this process had the partition and are not late. */
    Instant readAt() {
        return quietFor(SHORT_QUIET);
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
