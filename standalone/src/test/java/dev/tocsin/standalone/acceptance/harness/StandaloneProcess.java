package dev.tocsin.standalone.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code tocsin up} as a child process, with a policy that pages a receiver. Started again, it has the same folder and ports. */
public final class StandaloneProcess implements AutoCloseable {

    private static final List<String> SERVICES = List.of("correlator", "escalator", "notifier");

    private final int ingest = FreePorts.next();
    private final int registry = FreePorts.next();
    private final int kafka = FreePorts.next();
    private final Map<String, Integer> others = new TreeMap<>();
    private final TocsinProcess process;
    private Optional<TopicReader> topics = Optional.empty();

    /**
     * Not started yet.
     *
     * @param folder
     *            for its data
     * @param policy
     *            published at the start
     */
    public StandaloneProcess(Path folder, String policy) {
        var console = FreePorts.next();
        var file = folder.resolve("policy.yml");
        try {
            Files.writeString(file, policy);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var settings = new TreeMap<String, Object>(Map.of("outbound.allow", "127.0.0.1/32", "late.after",
                TestPolicy.LATE_AFTER, "console.port", console, "ingest.port", ingest, "registry.port", registry,
                "kafka.port", kafka));
        settings.putAll(Map.of("streams.session.timeout.ms", "6000", "streams.heartbeat.interval.ms", "1000"));
        SERVICES.forEach(service -> others.put(service, FreePorts.next()));
        others.forEach((service, port) -> settings.put(service + ".port", port));
        var arguments = new ArrayList<>(List.of("--data", folder.resolve("data").toString(), "--policy", file
                .toString()));
        settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        process = TocsinProcess.up(console, arguments);
    }

    /** Starts it and waits until every service in it does its work. */
    public void start() {
        process.start().awaitReady();
        others.forEach((service, port) -> Awaiting.until(service + " ready in " + process, () -> Http.status(
                "http://127.0.0.1:" + port + "/readyz") == 200));
    }

    /** The process itself. */
    public TocsinProcess process() {
        return process;
    }

    /** Where senders post to. */
    public String ingestUrl() {
        return "http://127.0.0.1:" + ingest;
    }

    /** Where Kafka is. */
    public String bootstrapServers() {
        return "127.0.0.1:" + kafka;
    }

    /** Where schemas are. */
    public String registryUrl() {
        return "http://127.0.0.1:" + registry;
    }

    /** Where people look. */
    public ConsoleClient console() {
        return new ConsoleClient(process.url());
    }

    /** What lies in the topics. */
    public synchronized TopicReader topics() {
        topics = topics.or(() -> Optional.of(new TopicReader(bootstrapServers(), registryUrl())));
        return topics.orElseThrow();
    }

    @Override
    public synchronized void close() {
        topics.ifPresent(TopicReader::close);
        process.close();
    }
}
