package dev.tocsin.correlator;

import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.Incident;
import dev.tocsin.schemas.topic.ServiceKeys;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Puts an incident, keyed by its id, into the partition of its service. */
final class ServicePartitioner implements StreamPartitioner<String, Incident> {

    // Kafka 4.4 marks the method without headers for removal, and still demands it.
    @SuppressWarnings("removal")
    @Override
    public Optional<Set<Integer>> partitions(String topic, String incidentId, Incident incident, int partitions) {
        return Optional.of(Set.of(ServiceKeys.partition(incident.getServiceKey(), partitions)));
    }
}
