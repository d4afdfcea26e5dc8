package dev.tocsin.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.tocsin.correlator.Correlator;
import dev.tocsin.correlator.CorrelatorTopology;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.feed.PolicyPublisher;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.runtime.streams.StreamsHost;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.TopicReader;
import dev.tocsin.standalone.broker.EmbeddedBroker;
import dev.tocsin.standalone.registry.SchemaRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The correlator over twelve partitions of a real broker, while its instances come, go, and lose their disks, and another
 * policy is activated: one day of it, and what must be true of the day. {@code KillNineIT} kills.
 */
@Tag("embedded")
@TestInstance(Lifecycle.PER_CLASS)
class CorrelatorOwnersIT {

    private static final int SERVICES = 40;
    private static final List<String> NAMES = List.of("DiskFull", "HighLatency");
    private static final String POLICY = """
            policy: owners
            severities:
              - {id: SEV1, title: Customers cannot work, ladder: all, quiet: 2s, reopen: 1h}
            rules:
              - {id: all, reason: Is it anything?, when: 'severity="critical"', severity: SEV1, correlate-by: [service]}
            fallback: {severity: SEV1, correlate-by: [service]}
            ladders: {all: {steps: [{after: 1h, notify: [nobody]}]}}
            targets: {nobody: [{channel: inbox}]}
            channels: {inbox: {type: inbox}}
            """;

    private Path folder;
    private EmbeddedBroker broker;
    private SchemaRegistry registry;
    private Settings settings;
    private TopicReader topics;
    private KafkaProducer<String, Signal> producer;
    private final Instant began = Instant.now();
    private List<Incident> snapshots;
    private List<TimelineEntry> facts;
    private int sent;

    @BeforeAll
    void aDay(@TempDir Path temporary) throws Exception {
        folder = temporary;
        broker = new EmbeddedBroker(folder.resolve("kafka"), 0);
        broker.start();
        var base = Settings.of(Map.of("bootstrap.servers", broker.bootstrapServers(), "http.port", "0"));
        TopicAdmin.create(base.kafka(), TopicLayout.of(12));
        registry = new SchemaRegistry(base, Clock.systemUTC(), Metrics.create("registry"));
        registry.start();
        var url = "http://127.0.0.1:" + registry.port();
        settings = base.with("schema.registry.url", url);
        var serdes = new EventSerdes(settings.serdes());
        SchemaRegistration.register(serdes);
        topics = new TopicReader(broker.bootstrapServers(), url);
        producer = new KafkaProducer<>(settings.kafka(), new StringSerializer(), serdes.of(Topics.SIGNALS)
                .serializer());
        publish(POLICY);

        var first = instance("first");
        fire(NAMES.getFirst());
        var second = instance("second");
        fire(NAMES.getFirst());
        publish(POLICY.replace("Is it anything?", "Is it anything at all?"));
        fire(NAMES.getLast());
        first.close();
        delete(folder.resolve("state-first"));
        fire(NAMES.getFirst());
        second.close();
        delete(folder.resolve("state-second"));
        fire(NAMES.getLast());
        var third = instance("second");
        var fourth = instance("first");
        NAMES.forEach(this::resolve);
        awaitDone(CorrelatorTopology.APPLICATION_ID);
        until("all incidents resolved", () -> lastOf(topics.values(Topics.INCIDENTS)).values()
                .stream().allMatch(
                        incident -> incident.getState() == IncidentState.RESOLVED));
        third.close();
        fourth.close();
        awaitReadable();
        snapshots = topics.values(Topics.INCIDENTS);
        facts = topics.values(Topics.TIMELINE);
    }

    @AfterAll
    void end() {
        producer.close();
        topics.close();
        registry.close();
        broker.close();
    }

    @Test
    void shouldLoseNothingAndOpenNothingTwice() {
        var opened = facts.stream().filter(entry -> entry.getKind() == FactKind.OPENED)
                .collect(Collectors.groupingBy(TimelineEntry::getServiceKey, Collectors.counting()));

        assertThat(opened).hasSize(SERVICES).allSatisfy((_, times) -> assertThat(times).isOne());
        assertThat(lastOf(snapshots).values()).hasSize(SERVICES).allSatisfy(incident -> {
            assertThat(incident.getAlertsTotal()).isEqualTo(NAMES.size());
            assertThat(incident.getAlertsFiring()).isZero();
        });
    }

    /** Two owners at a time would both write a revision. */
    @Test
    void shouldHaveOneOwnerOfEachIncidentAtATime() {
        var revisions = snapshots.stream().collect(Collectors.groupingBy(Incident::getId,
                Collectors.mapping(Incident::getRevision, Collectors.toList())));

        assertThat(revisions).hasSize(SERVICES).allSatisfy((_, numbers) -> assertThat(numbers)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, numbers.size()).boxed().toList()));
    }

    @Test
    void shouldWriteTheSameBytesInAReplay() throws Exception {
        var incidents = byPartition(Topics.INCIDENTS);
        var timeline = byPartition(Topics.TIMELINE);
        var log = topics.records(Topics.SIGNALS).size();
        var failed = new FailedRecords();
        var metrics = Metrics.create("replay");
        var topology = new CorrelatorTopology(new EventSerdes(settings.serdes()), metrics, Timers.REPLAY, failed)
                .build();

        try (var replay = new StreamsHost("replay", topology, failed, settings.with("state.dir", folder.resolve(
                "state-replay").toString()), metrics)) {
            replay.start();
            awaitDone("replay");
        }
        awaitReadable();

        assertThat(topics.records(Topics.SIGNALS)).as("a replay adds nothing to the log").hasSize(log);
        assertThat(after(incidents, byPartition(Topics.INCIDENTS))).isEqualTo(incidents);
        assertThat(after(timeline, byPartition(Topics.TIMELINE))).isEqualTo(timeline);
    }

    private void until(String what, Callable<Boolean> condition) {
        Awaiting.until(what, topics::movement, condition);
    }

    private Correlator instance(String name) {
        var correlator = new Correlator(settings.withAll(Map.of("state.dir", folder.resolve("state-" + name)
                .toString(), "instance.id", name)), Clock.systemUTC(), Metrics.create("correlator"));
        correlator.start();
        Awaiting.until(name + " works", () -> correlator.health().ready());
        return correlator;
    }

    private void publish(String policy) throws PolicyErrors {
        new PolicyPublisher(settings.kafka(), new EventSerdes(settings.serdes()), Clock.systemUTC()).publish("owners",
                policy, "test");
    }

    private void fire(String name) {
        send(name, AlertStatus.FIRING);
    }

    private void resolve(String name) {
        send(name, AlertStatus.RESOLVED);
    }

    private void send(String name, AlertStatus status) {
        for (var number = 0; number < SERVICES; number++) {
            var service = "service-" + number;
            var alert = Alert.newBuilder().setIdentity(service + "/" + name).setSource("prom").setFormat("test")
                    .setStatus(status).setName(name).setSummary(name + " on " + service).setLabels(Map.of("alertname",
                            name, "severity", "critical", "service", service))
                    .setStartsAt(began).setEndsAt(status == AlertStatus.RESOLVED ? Instant.now() : null)
                    .setReceivedId("received").build();
            producer.send(new ProducerRecord<>(Topics.SIGNALS.name(), service, Signal.newBuilder().setId("signal-"
                    + ++sent).setServiceKey(service).setReceivedAt(began).setBody(alert).build()));
        }
        producer.flush();
    }

    private void awaitDone(String group) {
        until(group + " has read all", () -> topics.lag(Topics.SIGNALS, group).isEmpty());
    }

    /** What is committed can be read a moment later. */
    private void awaitReadable() {
        until("every transaction to be over", () -> topics.openTransactions(List.of(Topics.SIGNALS,
                Topics.INCIDENTS, Topics.TIMELINE)).isEmpty());
    }

    private static Map<String, Incident> lastOf(List<Incident> snapshots) {
        var last = new HashMap<String, Incident>();
        snapshots.forEach(incident -> last.put(incident.getId(), incident));
        return last;
    }

    private Map<Integer, List<String>> byPartition(Topic<?> topic) {
        return topics.records(topic).stream().collect(Collectors.groupingBy(ConsumerRecord::partition, TreeMap::new,
                Collectors.mapping(record -> record.key() + "=" + java.util.HexFormat.of().formatHex(record.value()),
                        Collectors.toList())));
    }

    private static Map<Integer, List<String>> after(Map<Integer, List<String>> before,
            Map<Integer, List<String>> now) {
        var fresh = new TreeMap<Integer, List<String>>();
        now.forEach((partition, records) -> fresh.put(partition, records.subList(before.getOrDefault(partition, List
                .of()).size(), records.size())));
        return fresh;
    }

    private static void delete(Path state) throws IOException {
        try (var files = Files.walk(state)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
