package dev.tocsin.ingest.http;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** How much is in flight at once: requests, and bytes of their bodies. What does not fit is turned away, not queued. */
final class Admission {

    private final Semaphore requests;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();

    Admission(int mostRequests, long mostBytes) {
        this.requests = new Semaphore(mostRequests);
        this.mostBytes = mostBytes;
    }

    /** A place for a request that says it has so many bytes; none when there is no room. */
    Optional<Place> enter(long declaredBytes) {
        if (!requests.tryAcquire()) {
            return Optional.empty();
        }
        var place = new Place();
        if (place.reserve(Math.max(0, declaredBytes))) {
            return Optional.of(place);
        }
        place.close();
        return Optional.empty();
    }

    /** Bytes in flight. */
    long bytes() {
        return bytes.get();
    }

    /** A request's place; held until it is answered. */
    final class Place implements AutoCloseable {

        private long mine;
        private boolean left;

        /** Makes room for so many bytes in all; false when there is none. */
        boolean reserve(long all) {
            var more = all - mine;
            if (more <= 0) {
                return true;
            }
            if (bytes.addAndGet(more) > mostBytes) {
                bytes.addAndGet(-more);
                return false;
            }
            mine = all;
            return true;
        }

        @Override
        public void close() {
            if (!left) {
                left = true;
                bytes.addAndGet(-mine);
                requests.release();
            }
        }
    }
}
