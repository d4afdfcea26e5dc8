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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A topology of a service without a broker, with one partition and a clock that is moved by hand. */
final class TopologyRun<I extends SpecificRecord> implements AutoCloseable {

    private final EventSerdes serdes;
    private final Path folder = folder();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, I> input;
    private final Map<Topic<?>, TestOutputTopic<String, ?>> outputs = new HashMap<>();

    TopologyRun(String applicationId, Topology topology, Topic<I> from, EventSerdes serdes, Instant start) {
        this.serdes = serdes;
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(topology, config, start);
        input = driver.createInputTopic(from.name(), new StringSerializer(), serdes.of(from).serializer());
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("tocsin-cases");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    void send(String key, I value, Instant at) {
        input.pipeInput(new TestRecord<>(key, value, at));
    }

    void advance(Duration by) {
        driver.advanceWallClockTime(by);
    }

    /** What was written since it was asked last, in order. */
    @SuppressWarnings("unchecked") // an output is kept under the topic that it was made for
    <V extends SpecificRecord> List<V> read(Topic<V> topic) {
        var output = (TestOutputTopic<String, V>) outputs.computeIfAbsent(topic, _ -> driver.createOutputTopic(topic
                .name(), new StringDeserializer(), serdes.of(topic).deserializer()));
        return output.readValuesToList();
    }

    /** The next moment after this one at which something in its stores may be due. */
    Optional<Instant> nextDue(Instant now) {
        return NextDue.in(driver.getAllStateStores().values(), now);
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
