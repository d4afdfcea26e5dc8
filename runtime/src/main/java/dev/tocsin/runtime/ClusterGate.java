package dev.tocsin.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.registry.RegistryRefusedException;
import dev.tocsin.schemas.registry.RegistryUnavailableException;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.UnfitClusterException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the cluster meets the requirements of the services: topics with the right partitions, fencing transactions, registered schemas. Services that start before {@code tocsin init} wait here, live but not ready.
 */
public final class ClusterGate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterGate.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Settings settings;
    private final Runnable whenFit;
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile boolean open;
    private volatile int partitions;
    private volatile String reason = "the cluster has not been checked yet";

    /**
     * @param whenFit
     *            runs once, on a thread of the gate, when the cluster is ready
     */
    public ClusterGate(Settings settings, Runnable whenFit) {
        this.settings = settings;
        this.whenFit = whenFit;
    }

    /** Starts checking. */
    public void start() {
        Thread.ofVirtual().name("cluster-gate").start(this::look);
    }

    /** Whether the cluster is ready. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Number of partitions of the topics.
     *
     * @throws IllegalStateException
     *             before the cluster is ready
     */
    public int partitions() {
        if (partitions == 0) {
            throw new IllegalStateException(reason);
        }
        return partitions;
    }

    /** What is missing; empty once the cluster is ready. */
    public Optional<String> trouble() {
        return open ? Optional.empty() : Optional.of(reason);
    }

    /** Not ready, with what is missing, until the cluster is ready. */
    public Health health() {
        return trouble().map(Health::notReady).orElseGet(Health::up);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void look() {
        var serdes = new EventSerdes(settings.serdes());
        var kafka = new HashMap<String, Object>(Map.of("request.timeout.ms", 3_000, "default.api.timeout.ms", 5_000));
        kafka.putAll(settings.kafka());
        while (!isClosed(Duration.ZERO)) {
            try {
                partitions = TopicAdmin.verify(kafka, TopicSettings.partitions(settings));
                SchemaRegistration.verify(serdes);
                open = true;
                whenFit.run();
                return;
            } catch (UnfitClusterException | RegistryRefusedException unfit) {
                unfit("the cluster is not ready (has `tocsin init` run?): " + unfit.getMessage());
            } catch (RegistryUnavailableException away) {
                unfit("the schema registry does not answer: " + away.getMessage());
            } catch (KafkaException away) {
                unfit("the brokers do not answer: " + away.getMessage());
            }
            if (isClosed(BETWEEN_LOOKS)) {
                return;
            }
        }
    }

    private void unfit(String why) {
        if (!why.equals(reason)) {
            LOG.warn("waiting: {}", why);
        }
        reason = why;
    }

    private boolean isClosed(Duration patience) {
        try {
            return closed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
