package dev.tocsin.runtime.streams;

import java.util.Optional;
import java.util.function.IntSupplier;

import dev.tocsin.schemas.topic.TopicLayout;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** Number of partitions of this installation, for steps that need it. */
public final class PartitionCount {

    static final String CONFIG = "tocsin.partitions";

    private PartitionCount() {}

    /** That of the cluster of {@link StreamsHost}; without one, as in tests, {@link TopicLayout#ON_A_CLUSTER}. */
    public static int of(ProcessingContext context) {
        return Optional.ofNullable(context.appConfigs().get(CONFIG)).map(count -> ((IntSupplier) count).getAsInt())
                .orElse(TopicLayout.ON_A_CLUSTER);
    }
}
