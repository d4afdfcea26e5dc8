package dev.tocsin.escalator;

import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import dev.tocsin.escalator.backlog.Backlog;
import dev.tocsin.escalator.notify.Notifications;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.escalator.timer.SweepLimits;
import dev.tocsin.escalator.timer.TimerSweep;
import dev.tocsin.event.Incident;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.runtime.streams.PoisonGuard;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.state.Escalation;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Topology from incidents to notifications. Node names match the diagram in the README. */
public final class EscalatorTopology {

    /**
     * What is the state of this incident's escalation, and what is due next? Key: incident id. A row is deleted {@code escalations.keep} after its incident is resolved.
     */
    public static final String ESCALATIONS = "escalations";

    static final String NOTIFICATIONS = "notifications";
    static final String TIMELINE = "timeline";
    static final String DECISIONS = "decisions";
    static final String SIGNALS = "to-signals";

    private static final String INCIDENTS = "incidents";
    private static final String GUARD = "guard";
    private static final String LADDER = "ladder";

    private final EventSerdes serdes;
    private final LadderMetrics metrics;
    private final FailedRecords failed;
    private final LongSupplier nanoTime;
    private final Backlog backlog;

    /**
     * @param failed
     *            the same that the topology's host counts in
     * @param nanoTime
     *            monotonic time for the budget of a sweep, in nanoseconds
     * @param backlog
     *            unread records of the log
     */
    public EscalatorTopology(EventSerdes serdes, MeterRegistry metrics, FailedRecords failed, LongSupplier nanoTime,
            Backlog backlog) {
        this.serdes = serdes;
        this.metrics = new LadderMetrics(metrics);
        this.failed = failed;
        this.nanoTime = nanoTime;
        this.backlog = backlog;
    }

    /** The topology with its rows on disk. */
    public Topology build(Policies policies, LadderSettings terms) {
        return build(policies, terms, Stores.persistentKeyValueStore(ESCALATIONS));
    }

    /** The topology with its rows in a store of the caller's choice. */
    public Topology build(Policies policies, LadderSettings terms, KeyValueBytesStoreSupplier store) {
        var topology = new Topology();
        topology.addSource(INCIDENTS, Serdes.String().deserializer(), serdes.of(Topics.INCIDENTS).deserializer(),
                Topics.INCIDENTS.name());
        topology.addProcessor(GUARD, PoisonGuard.supplier(failed), INCIDENTS);
        topology.addProcessor(LADDER, new LadderStep(policies, terms, store), GUARD);
        sink(topology, NOTIFICATIONS, Topics.NOTIFICATIONS);
        sink(topology, TIMELINE, Topics.TIMELINE);
        sink(topology, DECISIONS, Topics.DECISIONS);
        sink(topology, SIGNALS, Topics.SIGNALS);
        return topology;
    }

    private <V extends SpecificRecord> void sink(Topology topology, String name, Topic<V> topic) {
        topology.addSink(name, topic.name(), Serdes.String().serializer(), serdes.of(topic).serializer(), LADDER);
    }

    private final class LadderStep implements ProcessorSupplier<String, Incident, String, SpecificRecord> {

        private final Policies policies;
        private final LadderSettings terms;
        private final KeyValueBytesStoreSupplier store;

        LadderStep(Policies policies, LadderSettings terms, KeyValueBytesStoreSupplier store) {
            this.policies = policies;
            this.terms = terms;
            this.store = store;
        }

        @Override
        public Processor<String, Incident, String, SpecificRecord> get() {
            var limits = SweepLimits.lateAfter(terms.lateAfter());
            return new LadderProcessor(new EscalationDecider(policies, terms), new Notifications(policies),
                    new TimerSweep(limits, nanoTime), limits, backlog, metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(store, Serdes.String(), serdes.state(Escalation.class))
                    .withCachingDisabled().withLoggingEnabled(Map.of()));
        }
    }
}
