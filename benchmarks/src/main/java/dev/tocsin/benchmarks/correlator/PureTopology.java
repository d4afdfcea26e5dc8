package dev.tocsin.benchmarks.correlator;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.tocsin.correlator.CorrelatorTopology;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.Signal;
import dev.tocsin.runtime.streams.BoundedRocksDb;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The correlator's topology in this thread, without a broker: decoding, deciding, RocksDB, encoding of all it writes. */
final class PureTopology implements AutoCloseable {

    private static final int CHUNK = 5_000;

    private final EventSerdes serdes = new EventSerdes(Map.of("schema.registry.url", "mock://bench"));
    private final Serializer<Signal> encoder = serdes.of(Topics.SIGNALS).serializer();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> signals;
    private final List<Encoded> waiting = new ArrayList<>(CHUNK);
    private long alerts;
    private long nanos;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Encoded(String key, byte[] value, Instant at) {}

    PureTopology(Path state, PolicyVersion policy, Instant start) {
        var topology = new CorrelatorTopology(serdes, new SimpleMeterRegistry(), Timers.LIVE, new FailedRecords(),
                StoreWithoutFlush::named);
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, CorrelatorTopology.APPLICATION_ID);
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        driver = new TopologyTestDriver(topology.build(), config, start);
        signals = driver.createInputTopic(Topics.SIGNALS.name(), new StringSerializer(), new ByteArraySerializer());
        send(Signal.newBuilder().setId("policy").setServiceKey("").setReceivedAt(start)
                .setBody(new PolicyActivated(policy)).build(), start);
        flush();
        forget();
    }

    /** Takes a signal; they are encoded beforehand and decided on in chunks, and only the deciding is timed. */
    void send(Signal signal, Instant at) {
        waiting.add(new Encoded(signal.getServiceKey(), encoder.serialize(Topics.SIGNALS.name(), signal), at));
        if (waiting.size() == CHUNK) {
            flush();
        }
    }

    /** Begins to count anew. */
    void forget() {
        flush();
        alerts = 0;
        nanos = 0;
    }

    /** What one alert cost since {@link #forget}. */
    double microsEach() {
        flush();
        return nanos / 1_000.0 / alerts;
    }

    private void flush() {
        var began = System.nanoTime();
        waiting.forEach(each -> signals.pipeInput(each.key, each.value, each.at));
        nanos += System.nanoTime() - began;
        alerts += waiting.size();
        waiting.clear();
        for (var topic : driver.producedTopicNames()) {
            driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList();
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
