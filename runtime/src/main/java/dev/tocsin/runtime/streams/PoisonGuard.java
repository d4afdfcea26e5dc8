package dev.tocsin.runtime.streams;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * First step of a topology: passes all records except those that failed too often. It comes before all state, so that a rejected record leaves no partial changes. After all steps it requests the commit.
 */
public final class PoisonGuard<K, V> extends ContextualProcessor<K, V, K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(PoisonGuard.class);

    private final FailedRecords failed;
    private final Optional<TakenApart<V>> takenApart;
    private SoonCommits commits;

    private PoisonGuard(FailedRecords failed, Optional<TakenApart<V>> takenApart) {
        this.failed = failed;
        this.takenApart = takenApart;
    }

    /** Supplier for a topology; the same {@code failed} goes to its {@link StreamsHost}. */
    public static <K, V> ProcessorSupplier<K, V, K, V> supplier(FailedRecords failed) {
        return () -> new PoisonGuard<>(failed, Optional.empty());
    }

    /**
     * The same for records with several parts: each part of a failed record is written back to the log as its own record.
     *
     * @param parts
     *            the parts of a record; empty for a record without parts, which goes to quarantine
     * @param next
     *            the step that all other records go to
     * @param log
     *            the sink that writes the parts, under the record's key
     */
    public static <K, V> ProcessorSupplier<K, V, K, V> supplier(FailedRecords failed, Function<V, List<V>> parts,
            String next, String log) {
        return () -> new PoisonGuard<>(failed, Optional.of(new TakenApart<>(parts, next, log)));
    }

    private record TakenApart<V>(Function<V, List<V>> parts, String next, String log) {}

    @Override
    public void init(ProcessorContext<K, V> context) {
        super.init(context);
        commits = SoonCommits.of(context);
    }

    @Override
    public void process(Record<K, V> message) {
        pass(message);
        commits.ask();
    }

    private void pass(Record<K, V> message) {
        var poison = context().recordMetadata().filter(at -> failed.isPoison(at.topic(), at.partition(), at.offset()));
        if (poison.isEmpty()) {
            takenApart.ifPresentOrElse(how -> context().forward(message, how.next()), () -> context().forward(message));
            return;
        }
        var at = poison.get();
        var parts = takenApart.map(how -> how.parts().apply(message.value())).orElse(List.of());
        if (parts.isEmpty()) {
            throw new PoisonRecordException(at.topic(), at.partition(), at.offset());
        }
        LOG.error("{}-{}@{} failed too often: writing each of its {} parts to the log as a separate record", at.topic(),
                at
                        .partition(), at.offset(), parts.size());
        parts.forEach(part -> context().forward(message.withValue(part), takenApart.orElseThrow().log()));
    }
}
