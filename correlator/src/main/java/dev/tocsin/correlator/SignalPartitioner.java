package dev.tocsin.correlator;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tocsin.event.Signal;
import dev.tocsin.schemas.topic.ServiceKeys;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Puts a signal into the partition of its service; a signal with an empty key goes to every partition. */
final class SignalPartitioner implements StreamPartitioner<String, Signal> {

    // Kafka 4.4 marks the method without headers for removal, and still demands it.
    @SuppressWarnings("removal")
    @Override
    public Optional<Set<Integer>> partitions(String topic, String serviceKey, Signal signal, int partitions) {
        return Optional.of(serviceKey.isEmpty()
                ? IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet())
                : Set.of(ServiceKeys.partition(serviceKey, partitions)));
    }
}
