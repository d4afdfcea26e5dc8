package dev.tocsin.notifier.delivery;

import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Creates the Kafka clients of the loop, again after each failure. */
public interface DeliveryClients {

    /** Consumer in the notifier's group; reads committed records; no auto-commit. */
    Consumer<String, byte[]> member();

    /** Consumer without a group; reads committed records. */
    Consumer<String, byte[]> committedReader();

    /** Consumer without a group; reads uncommitted records too. */
    Consumer<String, byte[]> uncommittedReader();

    /** Transactional producers, not initialised; used in turn. */
    List<Producer<String, byte[]>> writers();
}
