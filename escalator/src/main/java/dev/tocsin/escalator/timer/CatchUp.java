package dev.tocsin.escalator.timer;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether what was written during an outage has been read by now. A rung that is late waits for it, because the next
 * record may say that the incident is resolved. It never waits long: in doubt, page.
 */
final class CatchUp {

    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Duration oldAfter;
    private Instant beganAt;
    private Instant lastOldAt;

    CatchUp(Duration oldAfter, Instant startedAt) {
        this.oldAfter = oldAfter;
        this.beganAt = startedAt;
        this.lastOldAt = startedAt;
    }

    /** A record was read. */
    void saw(Instant recordTime, Instant now) {
        if (recordTime.plus(oldAfter).isBefore(now)) {
            if (isQuiet(now)) {
                beganAt = now;
            }
            lastOldAt = now;
        }
    }

    /** Whether late rungs may be called. */
    boolean isDone(Instant now) {
        return !doneAt().isAfter(now);
    }

    /** When late rungs may be called, unless more that is old is read until then. */
    Instant doneAt() {
        var quiet = lastOldAt.plus(QUIET);
        var limit = beganAt.plus(LIMIT);
        return quiet.isBefore(limit) ? quiet : limit;
    }

    private boolean isQuiet(Instant now) {
        return !lastOldAt.plus(QUIET).isAfter(now);
    }
}
