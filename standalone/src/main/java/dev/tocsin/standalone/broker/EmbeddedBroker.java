package dev.tocsin.standalone.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.tocsin.runtime.ProcessHealth;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.internals.Exit;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka in this JVM: one node that is broker and controller, reachable on the loopback interface only. What it
 * keeps survives a stop and a {@code kill -9}; against a power loss, only those topics are safe that flush each record.
 * With {@link SingleNode}, the one class that knows Kafka's internal server API.
 *
 * <p>
 * On a fatal fault (no space, unreadable log) Kafka halts the whole JVM: something outside must start it again.
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** Kafka's number for the newest format of its metadata that this program can read. */
    public static final int METADATA = MetadataVersion.LATEST_PRODUCTION.featureLevel();

    /** Kafka's name for it. */
    private static final String STOPPED_IN_ORDER = ".kafka_cleanshutdown";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final Path dataDir;
    private final int port;
    private Optional<Running> running = Optional.empty();

    private record Running(SingleNode server, BrokerPorts ports) {}

    /**
     * @param dataDir
     *            folder of its own, made if need be
     * @param port
     *            port for clients; 0 for the one of the last start, or any free one
     */
    public EmbeddedBroker(Path dataDir, int port) {
        this.dataDir = dataDir;
        this.port = port;
    }

    /**
     * Starts it; on the first start, lays out the folder.
     *
     * @throws BrokerStartException
     *             when the folder cannot be used or the port is taken
     */
    public synchronized void start() {
        if (running.isPresent()) {
            return;
        }
        Exit.setHaltProcedure(EmbeddedBroker::halt);
        try {
            Files.createDirectories(dataDir);
            var ports = BrokerPorts.choose(dataDir, port);
            var first = !Files.exists(logDir().resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME));
            if (first) {
                format();
            }
            var config = new KafkaConfig(BrokerSettings.of(logDir(), ports), false);
            var server = new SingleNode(config, logDir());
            var orderly = first || wasStoppedInOrder();
            running = Optional.of(new Running(server, ports));
            server.start();
            ports.keep(dataDir);
            InternalTopics.create(logDir(), bootstrapServers());
            if (!orderly) {
                HangingTransactions.abort(bootstrapServers());
            }
            LOG.info("Kafka listens on {}, data in {}", bootstrapServers(), dataDir);
        } catch (IOException unusable) {
            throw BrokerStartException.lasting("folder " + dataDir + " cannot be used for Kafka's data (" + unusable
                    .getMessage() + "): repair it and make it writable, or name another data folder", unusable);
        }
    }

    /**
     * Address for clients.
     *
     * @throws IllegalStateException
     *             before {@link #start()}
     */
    public synchronized String bootstrapServers() {
        var ports = running.orElseThrow(() -> new IllegalStateException("the broker is not started")).ports();
        return BrokerSettings.HOST + ":" + ports.client();
    }

    /** Stops it in order and waits for that; a second call does nothing. */
    @Override
    public synchronized void close() {
        running.ifPresent(broker -> broker.server().stop());
        running = Optional.empty();
    }

    private Path logDir() {
        return dataDir.resolve("log");
    }

    /** Kafka leaves a mark when it stops, and takes it away at the next start. */
    private boolean wasStoppedInOrder() {
        return Files.exists(logDir().resolve(STOPPED_IN_ORDER));
    }

    private void format() throws IOException {
        try {
            new Formatter().setNodeId(BrokerSettings.NODE_ID).setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(logDir().toString()).setMetadataLogDirectory(logDir().toString())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream(), false,
                            java.nio.charset.StandardCharsets.UTF_8))
                    .run();
        } catch (IOException | UncheckedIOException unusable) {
            throw new IOException(unusable);
        } catch (Exception refused) {
            throw new BrokerStartException("folder " + dataDir + " cannot be formatted for Kafka: "
                    + refused.getMessage(), refused);
        }
    }

    private static void halt(int status, String message) {
        ProcessHealth.look();
        var disk = ProcessHealth.noRoom();
        if (disk.isPresent()) {
            System.err.println("tocsin: " + disk.get()
                    + ". It stops now and restarts when there is space");
        } else {
            LOG.error("Kafka stopped this process with status {}: {}", status, message == null
                    ? "no reason given"
                    : message);
            System.err.println("tocsin: the embedded Kafka had a fatal error and stopped this process (status " + status
                    + ")");
        }
        Runtime.getRuntime().halt(status);
    }
}
