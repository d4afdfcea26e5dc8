package dev.tocsin.runtime.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import dev.tocsin.runtime.ClockWatch;
import dev.tocsin.runtime.ClusterGate;
import dev.tocsin.runtime.CommitPace;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.KafkaContact;
import dev.tocsin.runtime.SlewedTime;
import dev.tocsin.runtime.metric.CommonMetrics;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a topology: exactly once, on slewed time, with bounded memory and a quarantine. A failed thread is replaced; only an error of the JVM makes the service dead.
 */
public final class StreamsHost implements AutoCloseable {

    static final String QUARANTINE_CONFIG = "tocsin.quarantine";
    static final String FAILED_RECORDS_CONFIG = "tocsin.failed.records";
    static final String COMMIT_PACE_CONFIG = "tocsin.commit.pace";

    private static final Logger LOG = LoggerFactory.getLogger(StreamsHost.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final String applicationId;
    private final KafkaStreams streams;
    private final CleanShutdownMarker orderlyStop;
    private final ClusterGate gate;
    private final StreamsMeters meters;
    private final KafkaContact contact;
    private final SlewedTime time = new SlewedTime();
    private final ClockWatch clockWatch = new ClockWatch();
    private final AtomicReference<String> fatal = new AtomicReference<>("");

    /**
     * @param applicationId
     *            group id and prefix of internal topics
     * @param failed
     *            shared with the topology's {@link PoisonGuard}
     */
    public StreamsHost(String applicationId, Topology topology, FailedRecords failed, Settings settings,
            MeterRegistry metrics) {
        this.applicationId = applicationId;
        this.gate = new ClusterGate(settings, this::begin);
        var config = StreamsSheet.config(applicationId, settings);
        var serdes = new EventSerdes(settings.serdes());
        config.put(QUARANTINE_CONFIG, new Quarantine(serdes.of(Topics.QUARANTINE).serializer()));
        config.put(FAILED_RECORDS_CONFIG, failed);
        var pace = new CommitPace(System::nanoTime);
        config.put(COMMIT_PACE_CONFIG, pace);
        config.put(PartitionCount.CONFIG, (IntSupplier) gate::partitions);
        this.orderlyStop = new CleanShutdownMarker(Path.of(config.get(StreamsConfig.STATE_DIR_CONFIG).toString(),
                applicationId));
        this.streams = new KafkaStreams(topology, properties(config), new StreamsClients(clockWatch, pace), time);
        streams.setUncaughtExceptionHandler(this::failed);
        streams.setStateListener(this::changed);
        this.contact = new KafkaContact(streams::metrics);
        this.meters = new StreamsMeters(applicationId, streams::metrics, metrics);
        CommonMetrics.CLOCK_AHEAD.watch(metrics, time, each -> each.systemClockAhead().toMillis() / 1000.0,
                applicationId);
    }

    private static Properties properties(java.util.Map<String, Object> config) {
        var properties = new Properties();
        properties.putAll(config);
        return properties;
    }

    /** Starts the topology once the cluster is ready. */
    public void start() {
        gate.start();
    }

    private void begin() {
        try {
            if (orderlyStop.begin()) {
                LOG.info("{} was not shut down cleanly: restoring its stores from the log", applicationId);
                streams.cleanUp();
            }
            streams.start();
            clockWatch.whenSet(this::renewThreads);
        } catch (IllegalStateException closedMeanwhile) {
            LOG.info("{} was closed before the cluster was ready", applicationId);
        }
    }

    /**
     * Recreates the consumers after the system clock was set back: they time heartbeats by it, so an existing consumer would send none and be removed from its group.
     */
    private void renewThreads(Duration step) {
        if (step.compareTo(SlewedTime.SET.negated()) >= 0) {
            return;
        }
        var threads = streams.metadataForLocalThreads().size();
        LOG.warn("{} replaces its {} threads because the system clock was set back", applicationId, threads);
        for (var thread = 0; thread < threads; thread++) {
            streams.addStreamThread();
            removeOldestThread();
        }
    }

    private void removeOldestThread() {
        try {
            streams.removeStreamThread(CLOSE_TIMEOUT);
        } catch (TimeoutException slow) {
            LOG.warn("a thread of {} is still shutting down", applicationId, slow);
        }
    }

    private void changed(KafkaStreams.State now, KafkaStreams.State before) {
        LOG.info("{} is {} (was {})", applicationId, now, before);
        if (now == KafkaStreams.State.RUNNING) {
            meters.look();
        }
    }

    /** Ready if it runs and reaches Kafka; dead if threads can no longer be replaced. */
    public Health health() {
        if (!gate.isOpen()) {
            return gate.health();
        }
        var state = streams.state();
        var health = switch (state) {
            case RUNNING -> contact.health();
            case ERROR, NOT_RUNNING, PENDING_ERROR -> Health.dead(applicationId + " stopped: " + fatal.get());
            case CREATED, REBALANCING, PENDING_SHUTDOWN -> Health.notReady(applicationId + " is " + state);
        };
        var ahead = time.systemClockAhead();
        var stated = health.with(applicationId + ".state", state.name());
        return ahead.abs().compareTo(SlewedTime.SET) > 0
                ? stated.with(applicationId + ".clock", "the system clock was set by " + ahead
                        + "; timers keep the previous time. If the clock is correct now, restart")
                : stated;
    }

    private StreamThreadExceptionResponse failed(Throwable cause) {
        if (cause instanceof VirtualMachineError) {
            fatal.set(cause.toString());
            LOG.error("{} stopped because of an unrecoverable error", applicationId, cause);
            return SHUTDOWN_CLIENT;
        }
        if (isOrComesFrom(cause, InvalidSessionTimeoutException.class)) {
            fatal.set("the brokers refuse " + CommonSettings.STREAMS_SESSION_TIMEOUT.name() + ": keep it between their"
                    + " group.min.session.timeout.ms and group.max.session.timeout.ms, or change those");
            LOG.error("{} cannot join its group: {}", applicationId, fatal.get());
            return SHUTDOWN_CLIENT;
        }
        LOG.error("a thread of {} failed and is replaced", applicationId, cause);
        return REPLACE_THREAD;
    }

    private static boolean isOrComesFrom(Throwable failure, Class<? extends Throwable> kind) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(kind::isInstance);
    }

    /** Commits, stops, and leaves the group so that others take over at once. */
    @Override
    public void close() {
        gate.close();
        clockWatch.close();
        if (streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)) && fatal.get().isEmpty()) {
            orderlyStop.end();
        }
    }

    /** Where state is kept by default. */
    static Path defaultStateDir() {
        return Path.of(System.getProperty("java.io.tmpdir"), "tocsin-state");
    }
}
