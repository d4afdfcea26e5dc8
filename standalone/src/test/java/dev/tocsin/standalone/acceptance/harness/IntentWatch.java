package dev.tocsin.standalone.acceptance.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads committed pages as they come, with the time of this process, whose clock nobody sets. */
public final class IntentWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final ConcurrentMap<Page, Seen> pages = new ConcurrentHashMap<>();
    private final Queue<String> twice = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closing;

    /** What makes a page the same page, whatever its id says. */
    public record Page(String incident, String target) {}

    /** When it was decided, by the escalator's own account, when it could be read, and at which partition and offset. */
    public record Seen(String id, String place, Instant decidedAt, Instant readAt) {}

    public IntentWatch(ServiceFleet fleet) {
        thread = Thread.ofPlatform().name("intents").start(() -> read(fleet.bootstrapServers(), fleet.registryUrl()));
    }

    /** All pages so far. */
    public Map<Page, Seen> pages() {
        return Map.copyOf(pages);
    }

    /** How many pages so far. */
    public int count() {
        return pages.size();
    }

    /** Pages that came again, under whatever id. */
    public List<String> twice() {
        return List.copyOf(twice);
    }

    private void read(String bootstrapServers, String registryUrl) {
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "isolation.level",
                "read_committed", "fetch.max.wait.ms", 20), new StringDeserializer(), new EventSerdes(Map.of(
                        "schema.registry.url", registryUrl)).of(Topics.NOTIFICATIONS).deserializer())) {
            var partitions = consumer.partitionsFor(Topics.NOTIFICATIONS.name()).stream().map(
                    each -> new TopicPartition(each.topic(), each.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closing) {
                var records = consumer.poll(POLL);
                var now = Instant.now();
                records.forEach(record -> saw(record.value(), record.partition() + "@" + record.offset(), now));
            }
        }
    }

    private void saw(Notification notification, String place, Instant now) {
        if (notification.getKind() != NotificationKind.PAGE) {
            return;
        }
        var page = new Page(Objects.requireNonNull(notification.getIncident()).getId(), notification.getTarget());
        var before = pages.putIfAbsent(page, new Seen(notification.getId(), place, notification
                .getCreatedAt(), now));
        if (before != null) {
            twice.add(page + ": " + before + " and " + notification.getId() + " at " + place);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
