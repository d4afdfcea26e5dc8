package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Delivery;

/** What tocsin.deliveries already says about the partitions that are taken over. */
@FunctionalInterface
public interface PastDeliveries {

    /**
     * Reads, to the end and committed records only.
     *
     * @param since
     *            for each partition from which log time on; empty for the whole partition
     * @return for each partition the last delivery of each notification, by its id
     */
    Map<Integer, Map<String, Delivery>> read(Map<Integer, Optional<Instant>> since);
}
