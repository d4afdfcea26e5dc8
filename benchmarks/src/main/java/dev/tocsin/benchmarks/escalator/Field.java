package dev.tocsin.benchmarks.escalator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import dev.tocsin.benchmarks.BrokerMain;
import dev.tocsin.benchmarks.ChildJvm;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.feed.PolicyPublisher;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker, escalators as processes, snapshots for them, and a reader of what they decide. */
final class Field implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(5);

    private final Path work;
    private final ChildJvm broker;
    private final Settings settings;
    private final KafkaProducer<String, Incident> producer;
    private final KafkaConsumer<String, Notification> consumer;
    private final List<EscalatorProcess> escalators = new ArrayList<>();
    private final AtomicReference<Exception> failed = new AtomicReference<>();

    /** A page as it was read. */
    record Page(String incident, Instant dueAt, Instant decidedAt, Instant readAt) {

        long decidedLate() {
            return Duration.between(dueAt, decidedAt).toNanos();
        }

        long readLate() {
            return Duration.between(dueAt, readAt).toNanos();
        }
    }

    Field(Path parent, String policy) throws IOException {
        work = Files.createTempDirectory(parent, "escalator");
        broker = ChildJvm.start("", List.of("-Xmx768m", "-XX:+UseG1GC"), BrokerMain.class, List.of(work.resolve(
                "kafka").toString()), Map.of(), work.resolve("broker.log"));
        var said = broker.awaitLine("READY").split(" ", 2);
        settings = Settings.of(Map.of("bootstrap.servers", said[0], "schema.registry.url", said[1]));
        var serdes = new EventSerdes(settings.serdes());
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", said[0], "linger.ms", 20, "batch.size", 256 * 1024),
                new StringSerializer(), serdes.of(Topics.INCIDENTS).serializer());
        consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", said[0], "isolation.level", "read_committed",
                "fetch.max.wait.ms", 5, "max.poll.records", 10_000), new StringDeserializer(), serdes.of(
                        Topics.NOTIFICATIONS).deserializer());
        var partitions = consumer.partitionsFor(Topics.NOTIFICATIONS.name()).stream().map(each -> new TopicPartition(
                each
                        .topic(), each.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        try {
            new PolicyPublisher(settings.kafka(), serdes, Clock.systemUTC()).publish("bench.yml", policy, "bench");
        } catch (PolicyErrors wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    EscalatorProcess escalator(int number, List<String> flags, Map<String, String> more) throws InterruptedException {
        var all = new HashMap<>(Map.of("bootstrap.servers", settings.string("bootstrap.servers"), "schema.registry.url",
                settings.string("schema.registry.url"), "instance.id", "bench-" + number));
        all.putAll(more);
        var escalator = new EscalatorProcess(number, work, flags, all);
        escalators.add(escalator);
        escalator.awaitReady();
        return escalator;
    }

    /** An incident whose ladder began then. */
    void open(String id, String ladder, Instant beganAt) {
        var snapshot = Incident.newBuilder().setId(id).setRevision(1).setServiceKey(id).setCorrelationKey(id)
                .setState(IncidentState.OPEN).setRound(1).setTitle("It is down").setSeverity(new Severity("SEV1", 1))
                .setService("shop").setLadder(ladder).setPolicyName("bench").setPolicyVersion(1).setRuleId("down")
                .setRuleReason("because").setAlertsTotal(1).setAlertsFiring(1).setOpenedAt(beganAt)
                .setRoundStartedAt(beganAt).setUpdatedAt(beganAt).setAcknowledgedBy("").setMitigatedBy("")
                .setResolvedBy("").build();
        var _ = producer.send(new ProducerRecord<>(Topics.INCIDENTS.name(), id, snapshot), (_, problem) -> {
            if (problem != null) {
                failed.compareAndSet(null, problem);
            }
        });
    }

    void flush() {
        producer.flush();
        if (failed.get() != null) {
            throw new IllegalStateException("the broker did not take all snapshots", failed.get());
        }
    }

    /** Reads so many pages, or until then. */
    List<Page> read(int count, Instant until) {
        var pages = new ArrayList<Page>();
        while (pages.size() < count && Instant.now().isBefore(until)) {
            var records = consumer.poll(POLL);
            var now = Instant.now();
            records.forEach(record -> pages.add(new Page(Objects.requireNonNull(record.value().getIncident()).getId(),
                    record.value().getDueAt(), record.value().getCreatedAt(), now)));
        }
        return pages;
    }

    @Override
    public void close() {
        escalators.forEach(EscalatorProcess::close);
        producer.close();
        consumer.close();
        broker.close();
        delete(work);
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            System.err.println("left behind: " + folder);
        }
    }
}
