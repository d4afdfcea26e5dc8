package dev.tocsin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.standalone.broker.EmbeddedBroker;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One Kafka for all tests of a JVM: the embedded broker, or with {@code TOCSIN_TEST_KAFKA=docker} (environment variable or
 * system property) a container from an image that is already on the machine. Starting one costs seconds: tests share it
 * and name what they make after themselves.
 */
public final class KafkaForTests {

    private static final String SWITCH = "TOCSIN_TEST_KAFKA";
    private static final String IMAGE = "apache/kafka:4.3.1";

    /** How topics are made where a test does not care how many partitions they have. */
    public static final TopicLayout LAYOUT = new TopicLayout(OptionalInt.empty(), TopicLayout.ON_ONE_MACHINE, 1);

    private KafkaForTests() {}

    /** Address of the broker; the first call starts it. It ends with the JVM. */
    public static String bootstrapServers() {
        return Shared.ADDRESS;
    }

    /** Settings of a client, with more of them. */
    public static Map<String, Object> client(Map<String, Object> more) {
        var settings = new HashMap<>(more);
        settings.put("bootstrap.servers", bootstrapServers());
        return settings;
    }

    /**
     * A Kafka that nothing was written to, for a test that must not find what others left. In Docker it is the shared one, as a
     * container costs too much.
     *
     * @param folder
     *            for its files
     */
    public static OwnKafka own(Path folder) throws IOException {
        if (inDocker()) {
            return new OwnKafka(bootstrapServers(), () -> {});
        }
        var broker = new EmbeddedBroker(folder, 0);
        broker.start();
        return new OwnKafka(broker.bootstrapServers(), broker::close);
    }

    /**
     * A Kafka of one test.
     *
     * @param end
     *            stops it
     */
    public record OwnKafka(String bootstrapServers, Runnable end) {}

    private static final class Shared {
        private static final String ADDRESS = inDocker() ? container() : embedded();
    }

    private static boolean inDocker() {
        return "docker".equals(System.getProperty(SWITCH, System.getenv().getOrDefault(SWITCH, "embedded")));
    }

    @SuppressWarnings("resource") // lives as long as the JVM
    private static String container() {
        var kafka = new KafkaContainer(DockerImageName.parse(IMAGE)).withImagePullPolicy(_ -> false)
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop));
        return kafka.getBootstrapServers();
    }

    private static String embedded() {
        try {
            var folder = Files.createTempDirectory("tocsin-kafka");
            var broker = new EmbeddedBroker(folder, 0);
            broker.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                broker.close();
                delete(folder);
            }));
            return broker.bootstrapServers();
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            System.err.println("left behind: " + folder);
        }
    }
}
