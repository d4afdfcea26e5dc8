package dev.tocsin.runtime.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records whose processing threw, and how often. A record may fail twice and be tried again from scratch, its
 * transaction rolled back; when it fails a third time {@link PoisonGuard} takes it out before it touches any state.
 */
public final class FailedRecords {

    private static final int ATTEMPTS = 3;

    private final Map<Position, Integer> failures = new ConcurrentHashMap<>();

    /** Notes one more failure. */
    void failed(String topic, int partition, long offset) {
        failures.merge(new Position(topic, partition, offset), 1, Integer::sum);
    }

    /** Whether it has failed too often to be tried again. */
    boolean isPoison(String topic, int partition, long offset) {
        return !failures.isEmpty() && failures.getOrDefault(new Position(topic, partition, offset), 0) >= ATTEMPTS;
    }

    private record Position(String topic, int partition, long offset) {}
}
