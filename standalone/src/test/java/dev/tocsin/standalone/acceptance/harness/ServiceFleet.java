package dev.tocsin.standalone.acceptance.harness;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.policy.feed.PolicyPublisher;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.standalone.broker.EmbeddedBroker;
import dev.tocsin.standalone.registry.SchemaRegistry;

/** Services as child processes, on a broker and a registry of their own in this JVM. */
public final class ServiceFleet implements AutoCloseable {

    /** How many partitions each topic has, as on a cluster: instances share them. */
    public static final int PARTITIONS = TopicLayout.ON_A_CLUSTER;

    private final Path folder;
    private final EmbeddedBroker broker;
    private final SchemaRegistry registry;
    private final Settings settings;
    private final TopicReader topics;
    private final List<TocsinProcess> processes = new ArrayList<>();

    private ServiceFleet(Path folder) {
        this.folder = folder;
        broker = new EmbeddedBroker(folder.resolve("kafka"), FreePorts.next());
        broker.start();
        var base = Settings.of(Map.of("bootstrap.servers", broker.bootstrapServers(), "http.port", "0"));
        TopicAdmin.create(base.kafka(), TopicLayout.of(PARTITIONS));
        registry = new SchemaRegistry(base, Clock.systemUTC(), Metrics.create("registry"));
        registry.start();
        settings = base.with("schema.registry.url", registryUrl());
        SchemaRegistration.register(new EventSerdes(settings.serdes()));
        topics = new TopicReader(broker.bootstrapServers(), registryUrl());
    }

    /** Starts broker and registry in a folder. */
    public static ServiceFleet in(Path folder) {
        return new ServiceFleet(folder);
    }

    /** Publishes a policy, as {@code tocsin apply} does. */
    public void publish(String policy) {
        try {
            new PolicyPublisher(settings.kafka(), new EventSerdes(settings.serdes()), Clock.systemUTC()).publish(
                    "acceptance.yml", policy,
                    "acceptance");
        } catch (PolicyErrors errors) {
            throw new IllegalArgumentException("the policy of the tests is wrong: " + errors.errors(), errors);
        }
    }

    /** Adds a service and starts it; it is closed with the fleet. */
    public TocsinProcess add(String command, String instance) {
        return add(command, instance, Map.of(), Map.of());
    }

    /** The same with more settings, and variables of the environment. */
    public TocsinProcess add(String command, String instance, Map<String, String> settings,
            Map<String, String> environment) {
        var more = new HashMap<>(Map.of("bootstrap.servers", bootstrapServers(), "schema.registry.url",
                registryUrl(), "state.dir", folder.resolve("state-" + command + "-" + instance).toString(),
                "outbound.allow", "127.0.0.1/32", "late.after", TestPolicy.LATE_AFTER));
        more.putAll(Map.of("streams.session.timeout.ms", "6000", "streams.heartbeat.interval.ms", "1000",
                "kafka.session.timeout.ms", "6000", "kafka.heartbeat.interval.ms", "1000"));
        more.putAll(settings);
        var process = TocsinProcess.service(command + "-" + instance, command, more).with(environment);
        processes.add(process);
        return process.start();
    }

    /** What lies in the topics. */
    public TopicReader topics() {
        return topics;
    }

    /** Stops Kafka in order; what it keeps stays. */
    public void stopKafka() {
        broker.close();
    }

    /** Starts Kafka again, on the same port. */
    public void startKafka() {
        broker.start();
    }

    /** Where Kafka is, or would be. */
    public String bootstrapServers() {
        return settings.kafka().get("bootstrap.servers").toString();
    }

    /** All processes, in the order in which they were added. */
    public List<TocsinProcess> processes() {
        return List.copyOf(processes);
    }

    @Override
    public void close() {
        topics.close();
        processes.reversed().forEach(TocsinProcess::close);
        registry.close();
        broker.close();
    }

    /** Where schemas are. */
    public String registryUrl() {
        return "http://127.0.0.1:" + registry.port();
    }
}
