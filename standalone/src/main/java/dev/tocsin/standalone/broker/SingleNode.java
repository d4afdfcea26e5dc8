package dev.tocsin.standalone.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble.VerificationFlag;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Controller and broker of one process, started one after the other. In between, the controller forgets the broker of
 * the process before. KafkaRaftServer starts both at once: after a kill, the new broker then takes itself for the leader
 * of its partitions, goes on with the transactions that it finds, and loses all its partitions in the middle of that, when
 * the controller notices that the one before is gone. In that moment Kafka up to 4.3.1 takes partitions without a leader for
 * deleted ones and leaves out the markers of their transactions (KAFKA-20734), so that these stay open for ever: their
 * groups find no committed offset any more. It also waits for the session of the broker that is gone.
 */
final class SingleNode {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    /**
     * @param logDir
     *            folder that is laid out already
     */
    SingleNode(KafkaConfig config, Path logDir) throws IOException {
        var folders = new MetaPropertiesEnsemble.Loader().addMetadataLogDir(logDir.toString())
                .addLogDirs(List.of(logDir.toString())).load();
        folders.verify(Optional.empty(), OptionalInt.of(BrokerSettings.NODE_ID), EnumSet.of(
                VerificationFlag.REQUIRE_AT_LEAST_ONE_VALID, VerificationFlag.REQUIRE_METADATA_LOG_DIR));
        var metrics = Server.initializeMetrics(config, Time.SYSTEM, folders.clusterId().orElseThrow());
        shared = new SharedServer(config, folders, Time.SYSTEM, metrics, CompletableFuture.completedFuture(QuorumConfig
                .parseVoterConnections(config.quorumConfig().voters())), List.of(), new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        broker = new BrokerServer(shared);
        try {
            controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), BootstrapMetadata
                    .fromDirectory(logDir));
        } catch (Exception unreadable) {
            throw new IOException(unreadable);
        }
    }

    /** Starts both, and waits until clients can come. */
    void start() {
        controller.startup();
        forgetPredecessor();
        broker.startup();
    }

    private void forgetPredecessor() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                controller.controller().unregisterBroker(new ControllerRequestContext(new RequestHeaderData(),
                        KafkaPrincipal.ANONYMOUS, OptionalLong.empty()), BrokerSettings.NODE_ID)
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                awaitForgotten();
                return;
            } catch (ExecutionException refused) {
                if (refused.getCause() instanceof BrokerIdNotRegisteredException) {
                    return;
                }
                if (!(refused.getCause() instanceof NotControllerException)) {
                    throw new BrokerStartException("Kafka's controller did not unregister its previous broker",
                            refused);
                }
                pause();
            } catch (TimeoutException slow) {
                throw new BrokerStartException("Kafka's controller did not answer", slow);
            } catch (InterruptedException interrupted) {
                throw interrupted(interrupted);
            }
        }
        throw new BrokerStartException("Kafka's controller did not become active within " + PATIENCE);
    }

    /** Until this process sees it too, and not only the controller. */
    private void awaitForgotten() throws InterruptedException, ExecutionException, TimeoutException {
        var watch = new Watch();
        shared.loader().installPublishers(List.of(watch)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        watch.forgotten.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        shared.loader().removeAndClosePublisher(watch).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Stops both in order, and waits for that. */
    void stop() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static BrokerStartException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new BrokerStartException("interrupted while Kafka started", interrupted);
    }

    /** Looks for an image of the cluster without the broker. */
    private static final class Watch implements MetadataPublisher {

        private final CompletableFuture<Void> forgotten = new CompletableFuture<>();

        @Override
        public String name() {
            return "SingleNode";
        }

        @Override
        public void close() {
            // Nothing is held.
        }

        @Override
        public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
            if (image.cluster().broker(BrokerSettings.NODE_ID) == null) {
                forgotten.complete(null);
            }
        }
    }
}
