package dev.tocsin.notifier.delivery;

import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes the Kafka clients of the loop, anew after each failure. */
public interface Clients {

    /** Member of the notifier's group, reads committed records, commits nothing by itself. */
    Consumer<String, byte[]> member();

    /** Without a group, reads committed records. */
    Consumer<String, byte[]> committedReader();

    /** Without a group, sees uncommitted records too. */
    Consumer<String, byte[]> uncommittedReader();

    /** Transactional, not initialised; used in turn. */
    List<Producer<String, byte[]>> writers();
}
