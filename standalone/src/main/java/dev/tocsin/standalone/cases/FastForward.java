package dev.tocsin.standalone.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.tocsin.correlator.CorrelatorTopology;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Decision;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The correlator's own topology without a broker, with stores in memory and a clock that is moved by hand. Everything of a
 * log lies in one partition, as it does for one service.
 */
final class FastForward implements AutoCloseable {

    private static final Duration FINEST = Duration.ofSeconds(1);
    private static final Duration COARSEST = Duration.ofMinutes(1);
    private static final int STEPS = 3_600;

    private final EventSerdes serdes = new EventSerdes(Map.of("schema.registry.url", "mock://cases"));
    private final Path folder = folder();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, Signal> signals;
    private final List<Incident> snapshots = new ArrayList<>();
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private Instant now;
    private int count;

    FastForward(Instant start) {
        now = start;
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, CorrelatorTopology.APPLICATION_ID);
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(new CorrelatorTopology(serdes, new SimpleMeterRegistry(), Timers.LIVE,
                new FailedRecords(), Stores::inMemoryKeyValueStore).build(), config, start);
        signals = driver.createInputTopic(Topics.SIGNALS.name(), new StringSerializer(),
                serdes.of(Topics.SIGNALS).serializer());
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("tocsin-cases");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    Instant now() {
        return now;
    }

    /** Puts a signal of a service into the log, now. */
    void send(String serviceKey, Object body) {
        var signal = Signal.newBuilder().setId("signal-" + ++count).setServiceKey(serviceKey).setReceivedAt(now)
                .setBody(body).build();
        signals.pipeInput(new TestRecord<>(serviceKey, signal, now));
        collect();
    }

    /** Lets time pass. Timers fall due with an accuracy of a second, in long pauses of at most a minute. */
    void advance(Duration by) {
        var step = by.dividedBy(STEPS);
        step = step.compareTo(FINEST) < 0 ? FINEST : step.compareTo(COARSEST) > 0 ? COARSEST : step;
        for (var left = by; left.isPositive(); left = left.minus(step)) {
            var pace = left.compareTo(step) < 0 ? left : step;
            driver.advanceWallClockTime(pace);
            now = now.plus(pace);
        }
        collect();
    }

    private void collect() {
        read(Topics.INCIDENTS, snapshots);
        read(Topics.TIMELINE, timeline);
        read(Topics.DECISIONS, decisions);
    }

    private <V extends SpecificRecord> void read(Topic<V> topic, List<V> into) {
        try (Deserializer<V> values = serdes.of(topic).deserializer()) {
            var output = driver.createOutputTopic(topic.name(), new StringDeserializer(), values);
            into.addAll(output.readValuesToList());
        }
    }

    /** All snapshots so far, in order. */
    List<Incident> snapshots() {
        return snapshots;
    }

    /** All facts so far, in order. */
    List<TimelineEntry> timeline() {
        return timeline;
    }

    /** All decisions so far, in order. */
    List<Decision> decisions() {
        return decisions;
    }

    @Override
    public void close() {
        driver.close();
        try {
            Files.walkFileTree(folder, new Remove());
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private static final class Remove extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
