package dev.tocsin.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tocsin.correlator.Correlator;
import dev.tocsin.event.Incident;
import dev.tocsin.ingest.AlertIngest;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.Groups;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.Http;
import dev.tocsin.standalone.acceptance.harness.TopicReader;
import dev.tocsin.standalone.broker.EmbeddedBroker;
import dev.tocsin.standalone.fire.Sample;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A power cut on a single broker. Of the topics that the broker flushes with each record, all that was acknowledged is on the
 * disk; of all others, the groups' offsets and the changelogs too, only what had been written back some time before. What was
 * answered 2xx must be kept all the same, and lead to the incident that it led to before.
 */
@Tag("embedded")
class PowerCutIT {

    /** The controller flushes its log itself. */
    private static final String METADATA = "__cluster_metadata";
    private static final String REGISTRY = "mock://power-cut";
    private static final Set<String> EARLY = services("early", 4);
    private static final Set<String> LATE = services("late", 12);
    /** Kafka makes them anew. */
    private static final Predicate<Path> IS_INDEX = file -> file.toString().endsWith("index");

    @Test
    void shouldKeepWhatItAcceptedAndOpenTheSameIncidents(@TempDir Path folder) throws Exception {
        var disk = folder.resolve("disk");
        Map<String, String> known;
        Map<String, String> incidents;
        try (var before = Installation.on(folder.resolve("memory"), folder.resolve("state"))) {
            before.accept(EARLY);
            known = before.awaitIncidents(EARLY);
            before.copyTo(disk, _ -> true);

            before.accept(LATE);
            incidents = before.awaitIncidents(LATE);
            before.copyTo(disk, before.flushed());
            before.copyStateTo(folder.resolve("state-on-disk"));
        }

        try (var after = Installation.on(disk, folder.resolve("state-on-disk"))) {

            assertThat(after.awaitIncidents(LATE)).isEqualTo(incidents);
            assertThat(after.awaitIncidents(EARLY)).isEqualTo(known);
        }
    }

    private static Set<String> services(String word, int count) {
        return IntStream.range(0, count).mapToObj(number -> word + "-" + number).collect(Collectors.toSet());
    }

    /** Broker, door and correlator on one folder. */
    private static final class Installation implements AutoCloseable {

        private final Path data;
        private final Path state;
        private final Deque<AutoCloseable> open = new ArrayDeque<>();
        private final TopicReader topics;
        private final AlertIngest door;
        private final Settings settings;

        private Installation(Path data, Path state) {
            this.data = data;
            this.state = state;
            var broker = opened(new EmbeddedBroker(data, 0));
            broker.start();
            settings = Settings.of(Map.of("bootstrap.servers", broker.bootstrapServers(), "http.port", "0",
                    "schema.registry.url", REGISTRY, "state.dir", state.toString()));
            TopicAdmin.create(settings.kafka(), TopicLayout.of(2));
            SchemaRegistration.register(new EventSerdes(settings.serdes()));
            topics = opened(new TopicReader(broker.bootstrapServers(), REGISTRY));
            var correlator = opened(new Correlator(settings, Clock.systemUTC(), Metrics.create("correlator")));
            door = opened(new AlertIngest(settings, Clock.systemUTC(), Metrics.create("ingest")));
            correlator.start();
            door.start();
            Awaiting.until("both ready", () -> correlator.health().ready() && door.health().ready());
        }

        static Installation on(Path data, Path state) {
            return new Installation(data, state);
        }

        private <C extends AutoCloseable> C opened(C part) {
            open.push(part);
            return part;
        }

        /** An alert of each service, answered 2xx. */
        void accept(Set<String> services) {
            for (var service : services) {
                var alert = new Sample("DiskFull", service, "critical", false, Instant.now()).alertmanager();
                assertThat(Http.deliver("http://127.0.0.1:" + door.port() + "/v1/alertmanager", alert.body(), alert
                        .headers()).isSuccess()).isTrue();
            }
        }

        /** The ids of the services' incidents, once each has one and all that was accepted is worked off. */
        Map<String, String> awaitIncidents(Set<String> services) {
            Awaiting.until("incidents of " + services, topics::movement, () -> ids(services).keySet().equals(services)
                    && topics.lag(Topics.SIGNALS, Groups.CORRELATOR).isEmpty());
            return ids(services);
        }

        private Map<String, String> ids(Set<String> services) {
            return topics.values(Topics.INCIDENTS).stream().filter(incident -> services.contains(incident
                    .getServiceKey())).collect(Collectors.toMap(Incident::getServiceKey, Incident::getId, (one,
                            other) -> one.equals(other) ? one : one + " and " + other, TreeMap::new));
        }

        /** Whether a folder holds a partition of a topic of which this broker flushes each record. */
        Predicate<Path> flushed() throws Exception {
            try (var admin = Admin.create(settings.kafka())) {
                var resources = Topics.ALL.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic
                        .name())).toList();
                var names = admin.describeConfigs(resources).all().get().entrySet().stream().filter(topic -> topic
                        .getValue().get("flush.messages").value().equals("1")).map(topic -> topic.getKey().name())
                        .toList();
                assertThat(names).as("flushed").contains(Topics.SIGNALS.name()).doesNotContain(Topics.RECEIVED.name());
                return partition -> names.contains(topic(partition)) || topic(partition).equals(METADATA);
            }
        }

        private static String topic(Path partition) {
            return partition.getFileName().toString().replaceFirst("-\\d+$", "");
        }

        /** What of the folder is on the disk now. */
        void copyTo(Path disk, Predicate<Path> partition) throws IOException {
            copy(data, disk, file -> IS_INDEX.negate().test(file) && partition.test(file.getParent()));
        }

        /** The stores, and the names of the correlator's threads. */
        void copyStateTo(Path disk) throws IOException {
            copy(state, disk, _ -> true);
        }

        private static void copy(Path from, Path to, Predicate<Path> which) throws IOException {
            try (var files = Files.walk(from)) {
                for (var file : files.filter(Files::isRegularFile).filter(which).toList()) {
                    copy(file, to.resolve(from.relativize(file)));
                }
            }
        }

        private static void copy(Path from, Path to) throws IOException {
            Files.createDirectories(to.getParent());
            Files.write(to, Files.readAllBytes(from));
        }

        @Override
        public void close() {
            while (!open.isEmpty()) {
                try {
                    open.pop().close();
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            }
        }
    }
}
