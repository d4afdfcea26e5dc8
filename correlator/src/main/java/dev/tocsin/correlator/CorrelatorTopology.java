package dev.tocsin.correlator;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.tocsin.correlator.address.AddressProcessor;
import dev.tocsin.correlator.classify.ClassifyProcessor;
import dev.tocsin.correlator.correlate.CorrelateProcessor;
import dev.tocsin.correlator.decision.DecisionRecords;
import dev.tocsin.correlator.dedup.DedupProcessor;
import dev.tocsin.correlator.flow.EffectRunner;
import dev.tocsin.correlator.flow.SignalLog;
import dev.tocsin.correlator.heartbeat.HeartbeatProcessor;
import dev.tocsin.correlator.policy.CompiledPolicies;
import dev.tocsin.correlator.policy.PolicySwitch;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.step.RequestAlerts;
import dev.tocsin.correlator.step.StepProcessor;
import dev.tocsin.correlator.suppress.SuppressProcessor;
import dev.tocsin.correlator.suppress.SuppressorsStore;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Signal;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.runtime.streams.PoisonGuard;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Groups;
import dev.tocsin.schemas.topic.ServiceKeys;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The correlator as a picture:
 *
 * <pre>
 * tocsin.signals -> guard -> policy -> address -> step -> heartbeat -> dedup -> suppress -> classify -> correlate
 *       ^                      |         |                 |        |                       |  -> tocsin.incidents,
 *       tocsin.timeline |                      +---------|-----------------|--------|-----------------------|  ->
 *       tocsin.decisions: what all steps said
 *       +--------------------------------+-----------------+--------+-----------------------+
 *         alerts for other services' logs, timers that fell due, bulletins for other services
 * </pre>
 *
 * One record at a time, in the order of the log, with everything of a service in one partition: no step needs a
 * repartition, and replaying the log gives the same incidents.
 */
public final class CorrelatorTopology {

    /** Group id and prefix of changelogs. */
    public static final String APPLICATION_ID = Groups.CORRELATOR;

    public static final String SIGNALS = "signals";
    public static final String GUARD = "guard";
    public static final String POLICY = PolicySwitch.NAME;
    public static final String ADDRESS = AddressProcessor.NAME;
    public static final String STEP = StepProcessor.NAME;
    public static final String HEARTBEAT = HeartbeatProcessor.NAME;
    public static final String DEDUP = DedupProcessor.NAME;
    public static final String SUPPRESS = SuppressProcessor.NAME;
    public static final String CLASSIFY = ClassifyProcessor.NAME;
    public static final String CORRELATE = CorrelateProcessor.NAME;
    public static final String TO_INCIDENTS = EffectRunner.INCIDENTS;
    public static final String TO_TIMELINE = EffectRunner.TIMELINE;
    public static final String TIMERS = SignalLog.SINK;

    private final EventSerdes serdes;
    private final MeterRegistry metrics;
    private final Timers timers;
    private final FailedRecords failed;
    private final Function<String, KeyValueBytesStoreSupplier> stores;

    /** Builds the topology with an on-disk store; timers come from the clock or only from the log. */
    public CorrelatorTopology(EventSerdes serdes, MeterRegistry metrics, Timers timers, FailedRecords failed) {
        this(serdes, metrics, timers, failed, Stores::persistentKeyValueStore);
    }

    /**
     * Builds the topology with another kind of store.
     *
     * @param stores
     *            supplies the state store for a name
     */
    public CorrelatorTopology(EventSerdes serdes, MeterRegistry metrics, Timers timers, FailedRecords failed,
            Function<String, KeyValueBytesStoreSupplier> stores) {
        this.serdes = serdes;
        this.metrics = metrics;
        this.timers = timers;
        this.failed = failed;
        this.stores = stores;
    }

    /** Builds it. */
    public Topology build() {
        var policies = new CompiledPolicies();
        var topology = new Topology();
        topology.addSource(SIGNALS, new StringDeserializer(), serdes.of(Topics.SIGNALS).deserializer(),
                Topics.SIGNALS.name());

        topology.addProcessor(GUARD, guard(), SIGNALS);
        topology.addProcessor(POLICY, () -> new PolicySwitch(policies, metrics, ADDRESS), GUARD);
        topology.addProcessor(ADDRESS, () -> new AddressProcessor(policies, timers, metrics, STEP), POLICY);
        topology.addProcessor(STEP, () -> new StepProcessor(metrics, HEARTBEAT, CORRELATE), ADDRESS);
        topology.addProcessor(HEARTBEAT, () -> new HeartbeatProcessor(timers, metrics, DEDUP), STEP);
        topology.addProcessor(DEDUP, () -> new DedupProcessor(policies, timers, metrics, SUPPRESS), HEARTBEAT);
        topology.addProcessor(SUPPRESS, () -> new SuppressProcessor(timers, metrics, CLASSIFY), DEDUP);
        topology.addProcessor(CLASSIFY, () -> new ClassifyProcessor(metrics, CORRELATE), SUPPRESS);
        topology.addProcessor(CORRELATE, () -> new CorrelateProcessor(timers, metrics), CLASSIFY, STEP);

        topology.addStateStore(state(), POLICY, ADDRESS, HEARTBEAT, DEDUP, SUPPRESS, CORRELATE);
        topology.addStateStore(SuppressorsStore.builder(), SUPPRESS, CORRELATE);

        sink(topology, TO_INCIDENTS, Topics.INCIDENTS, new ServicePartitioner(), CORRELATE);
        sink(topology, TO_TIMELINE, Topics.TIMELINE, byKey(), CORRELATE);
        sink(topology, DecisionRecords.SINK, Topics.DECISIONS, byKey(), POLICY);
        sink(topology, TIMERS, Topics.SIGNALS, new SignalPartitioner(), GUARD, ADDRESS, HEARTBEAT, DEDUP, SUPPRESS,
                CORRELATE);
        return topology;
    }

    /** Splits a request that fails as a whole, so that one bad alert does not quarantine the others. */
    private ProcessorSupplier<String, Signal, String, Signal> guard() {
        return PoisonGuard.supplier(failed, switch (timers) {
            case LIVE -> RequestAlerts::apart;
            case REPLAY -> _ -> List.of();
        }, POLICY, TIMERS);
    }

    private StoreBuilder<KeyValueStore<String, SpecificRecord>> state() {
        return Stores.keyValueStoreBuilder(stores.apply(State.STORE), Serdes.String(), serdes.state())
                .withCachingDisabled();
    }

    private <V extends SpecificRecord> void sink(Topology topology, String name, Topic<V> topic,
            StreamPartitioner<String, V> partitioner, String... parents) {
        topology.addSink(name, topic.name(), new StringSerializer(), serdes.of(topic).serializer(), partitioner,
                parents);
    }

    // See SignalPartitioner.
    @SuppressWarnings("removal")
    private static <V> StreamPartitioner<String, V> byKey() {
        return (_, key, _, partitions) -> Optional.of(Set.of(ServiceKeys.partition(key, partitions)));
    }
}
