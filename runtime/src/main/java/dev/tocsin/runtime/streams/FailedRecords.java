package dev.tocsin.runtime.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Failure counts of records. A record is retried twice after a rollback; after the third failure {@link PoisonGuard} removes it before it touches any state.
 */
public final class FailedRecords {

    private static final int ATTEMPTS = 3;

    private final Map<Position, Integer> failures = new ConcurrentHashMap<>();

    /** Notes one more failure. */
    void failed(String topic, int partition, long offset) {
        failures.merge(new Position(topic, partition, offset), 1, Integer::sum);
    }

    /** Whether it failed too often to be retried. */
    boolean isPoison(String topic, int partition, long offset) {
        return !failures.isEmpty() && failures.getOrDefault(new Position(topic, partition, offset), 0) >= ATTEMPTS;
    }

    private record Position(String topic, int partition, long offset) {}
}
