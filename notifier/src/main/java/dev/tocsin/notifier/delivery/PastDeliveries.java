package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Delivery;

/** Earlier deliveries of partitions that are taken over, from tocsin.deliveries. */
@FunctionalInterface
public interface PastDeliveries {

    /**
     * Reads committed records to the end.
     *
     * @param since
     *            log time to start from, by partition; empty for the whole partition
     * @return the last delivery of each notification by its id, by partition
     */
    Map<Integer, Map<String, Delivery>> read(Map<Integer, Optional<Instant>> since);
}
