package dev.tocsin.ingest.http;

import java.time.Duration;

/** A point on the monotonic clock by which an answer must be out. */
record RequestDeadline(long atNanos) {

    static RequestDeadline in(Duration patience) {
        return new RequestDeadline(System.nanoTime() + patience.toNanos());
    }

    /** Nanoseconds that are left, never negative. */
    long leftNanos() {
        return Math.max(0, atNanos - System.nanoTime());
    }
}
