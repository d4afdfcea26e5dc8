package dev.tocsin.runtime.streams;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * First step of a topology: lets every record pass but those that failed too often. It stands before every state, because
 * a record that is given up after it changed state would leave half of its changes behind.
 */
public final class PoisonGuard<K, V> extends ContextualProcessor<K, V, K, V> {

    private final FailedRecords failed;

    private PoisonGuard(FailedRecords failed) {
        this.failed = failed;
    }

    /** Supplier for a topology; the same {@code failed} goes to its {@link StreamsHost}. */
    public static <K, V> ProcessorSupplier<K, V, K, V> supplier(FailedRecords failed) {
        return () -> new PoisonGuard<>(failed);
    }

    @Override
    public void process(Record<K, V> message) {
        context().recordMetadata().filter(at -> failed.isPoison(at.topic(), at.partition(), at.offset()))
                .ifPresent(at -> {
                    throw new PoisonRecordException(at.topic(), at.partition(), at.offset());
                });
        context().forward(message);
    }
}
