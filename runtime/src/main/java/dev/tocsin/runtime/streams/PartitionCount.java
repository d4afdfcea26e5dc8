package dev.tocsin.runtime.streams;

import java.util.Optional;
import java.util.function.IntSupplier;

import dev.tocsin.schemas.topic.TopicLayout;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** How many partitions the topics of this installation have, for a step that has to know of how many its own is one. */
public final class PartitionCount {

    static final String CONFIG = "tocsin.partitions";

    private PartitionCount() {}

    /** Of the cluster that {@link StreamsHost} runs on; without one, as in a test, {@link TopicLayout#ON_A_CLUSTER}. */
    public static int of(ProcessingContext context) {
        return Optional.ofNullable(context.appConfigs().get(CONFIG)).map(count -> ((IntSupplier) count).getAsInt())
                .orElse(TopicLayout.ON_A_CLUSTER);
    }
}
