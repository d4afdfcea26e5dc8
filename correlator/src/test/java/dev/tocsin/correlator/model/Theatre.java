package dev.tocsin.correlator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.tocsin.correlator.CorrelatorTopology;
import dev.tocsin.correlator.KeptStores;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Signal;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * The correlator on which many histories are played one after the other, each with names of its own: beginning anew for
 * each of ten thousand would take most of the time.
 */
final class Theatre implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-20T03:00:00Z");

    private static final EventSerdes SERDES = new EventSerdes(Map.of("schema.registry.url", "mock://model"));
    /** Time between two sweeps of the correlator's timers. */
    static final Duration SWEEP = TimerSweep.EVERY;
    private static final Duration TICK = SWEEP.multipliedBy(2);

    private final KeptStores stores = new KeptStores();
    private final Topology topology = new CorrelatorTopology(SERDES, new SimpleMeterRegistry(), Timers.LIVE,
            new FailedRecords(), stores).build();
    private TopologyTestDriver driver;
    private TestInputTopic<String, Signal> signals;
    private TestOutputTopic<String, Incident> incidents;
    private TestOutputTopic<byte[], byte[]> timers;
    private Instant now = START;
    private long count;

    Theatre() {
        begin();
    }

    private void begin() {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, CorrelatorTopology.APPLICATION_ID);
        driver = new TopologyTestDriver(topology, config, now);
        signals = driver.createInputTopic(Topics.SIGNALS.name(), new StringSerializer(),
                SERDES.of(Topics.SIGNALS).serializer());
        incidents = driver.createOutputTopic(Topics.INCIDENTS.name(), new StringDeserializer(),
                SERDES.of(Topics.INCIDENTS).deserializer());
        timers = driver.createOutputTopic(Topics.SIGNALS.name(), new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The task ends and begins anew over the same stores. */
    void restart() {
        driver.close();
        begin();
    }

    /** The task begins anew over nothing: what was played before is only weight. */
    void clear() {
        driver.close();
        stores.clear();
        begin();
    }

    Instant now() {
        return now;
    }

    void send(String serviceKey, Object body) {
        signals.pipeInput(serviceKey, Signal.newBuilder().setId("signal-" + ++count).setServiceKey(serviceKey)
                .setReceivedAt(now).setBody(body).build(), now);
    }

    /**
     * Moves the clock in one jump, and on to every other sweep until nothing more falls due: so whatever is said and falls
     * due is at one of these, and none of it at the sweeps between them.
     */
    void advance(Duration by, Runnable look) {
        var step = by;
        do {
            now = now.plus(step);
            driver.advanceWallClockTime(step);
            look.run();
            step = Duration.ofMillis(TICK.toMillis() - now.toEpochMilli() % TICK.toMillis());
        } while (!timers.readRecordsToList().isEmpty());
    }

    /** Snapshots since the last look. */
    List<Incident> snapshots() {
        return incidents.readValuesToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
