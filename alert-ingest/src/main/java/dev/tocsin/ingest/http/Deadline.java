package dev.tocsin.ingest.http;

import java.time.Duration;

/** A point on the monotonic clock by which an answer must be out. */
record Deadline(long atNanos) {

    static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    /** Nanoseconds that are left, never negative. */
    long leftNanos() {
        return Math.max(0, atNanos - System.nanoTime());
    }
}
