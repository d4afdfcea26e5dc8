package dev.tocsin.escalator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Spliterators;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.tocsin.escalator.backlog.Backlog;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Decision;
import dev.tocsin.event.DeliveryFailure;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.state.Escalation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The escalator without Kafka. Time is the driver's wall clock, on which ladders are climbed; records carry it as the
 * log's time. Closing fails when a notification was sent that the test did not ask for.
 */
public final class EscalatorHarness implements AutoCloseable {

    private static final Duration SWEEP = Duration.ofMillis(250);

    private final EventSerdes serdes = new EventSerdes(Map.of("schema.registry.url", "mock://escalator-" + System
            .identityHashCode(this)));
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Map<Integer, Policy> policies = new HashMap<>();
    private final Map<String, Incident> snapshots = new HashMap<>();
    private final List<KeyValue<String, Notification>> unread = new ArrayList<>();
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final KnownBacklog backlog = new KnownBacklog();
    private TopologyTestDriver driver;
    private Instant now = IncidentBuilder.OPENED_AT;

    public EscalatorHarness(Policy policy) {
        policies.put(1, policy);
        start(Map.of());
    }

    private void start(Map<Bytes, byte[]> rows) {
        var topology = new EscalatorTopology(serdes, metrics, new FailedRecords(), () -> 0, backlog).build(
                new KnownPolicies(policies),
                new LadderSettings(Duration.ofSeconds(30), Duration.ofDays(7)), new KeptRows(rows));
        driver = new TopologyTestDriver(topology, new Properties(), now);
    }

    /** The escalator is away and comes back with the rows that it had, as after a crash or on another machine. */
    public void outage(Duration time) {
        drain();
        var kept = new HashMap<Bytes, byte[]>();
        var serializer = serdes.state(Escalation.class).serializer();
        try (var all = store().all()) {
            all.forEachRemaining(row -> kept.put(Bytes.wrap(row.key.getBytes(UTF_8)), serializer.serialize(
                    "escalations", row.value)));
        }
        driver.close();
        now = now.plus(time);
        start(kept);
    }

    private void drain() {
        unread.addAll(output(Topics.NOTIFICATIONS).readKeyValuesToList());
        timeline.addAll(output(Topics.TIMELINE).readValuesToList());
        signals.addAll(output(Topics.SIGNALS).readValuesToList());
        decisions.addAll(output(Topics.DECISIONS).readValuesToList());
    }

    private <V extends SpecificRecord> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(topic.name(), Serdes.String().deserializer(), serdes.of(topic).deserializer());
    }

    private void pipe(String key, Incident incident, Instant written) {
        driver.createInputTopic(Topics.INCIDENTS.name(), Serdes.String().serializer(), serdes.of(Topics.INCIDENTS)
                .serializer()).pipeInput(key, incident, written);
    }

    /** Another version of the policy. */
    public EscalatorHarness policy(int version, Policy policy) {
        policies.put(version, policy);
        return this;
    }

    /** A snapshot comes in, its times being now. */
    public void opened(IncidentBuilder incident) {
        snapshot(incident.roundStartedAt(now).build());
    }

    /** A snapshot comes in as it is. */
    public void snapshot(Incident incident) {
        snapshotWrittenAt(now, incident);
    }

    /** A snapshot comes in that was written earlier. */
    public void snapshotWrittenAt(Instant written, Incident incident) {
        snapshots.put(incident.getId(), incident);
        pipe(incident.getId(), incident, written);
    }

    /** The next snapshot of the one incident, changed. */
    public void changed(UnaryOperator<Incident.Builder> change) {
        changed(snapshots.keySet().iterator().next(), change);
    }

    public void changed(String id, UnaryOperator<Incident.Builder> change) {
        var before = snapshots.get(id);
        snapshot(change.apply(Incident.newBuilder(before).setRevision(before.getRevision() + 1).setUpdatedAt(now))
                .build());
    }

    public void acknowledged() {
        changed(incident -> incident.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedAt(now));
    }

    public void mitigated() {
        changed(incident -> incident.setState(IncidentState.MITIGATED).setMitigatedAt(now));
    }

    public void resolved() {
        changed(incident -> incident.setState(IncidentState.RESOLVED).setResolvedAt(now));
    }

    public void reopened() {
        changed(incident -> incident.setState(IncidentState.OPEN).setRound(incident.getRound() + 1)
                .setRoundStartedAt(now).setAcknowledgedAt(null).setResolvedAt(null));
    }

    /** The correlator says that these did not reach their destinations, each in a snapshot of its own. */
    public void undelivered(DeliveryOutcome outcome, String reason, List<Notification> failed) {
        failed.forEach(one -> changed(one.getIncident().getId(), incident -> incident.setUndelivered(Stream.concat(
                incident
                        .getUndelivered().stream(), Stream.of(DeliveryFailure.newBuilder().setNotificationId(one
                                .getId())
                                .setTarget(one.getTarget()).setChannel(one.getChannel()).setDestination(one
                                        .getDestination())
                                .setKind(one.getKind()).setRung(one.getRung()).setOutcome(outcome).setReason(reason)
                                .setAt(now)
                                .build())).toList())));
    }

    /** Slack does not know the rooms. */
    public void refused(Notification... failed) {
        undelivered(DeliveryOutcome.REJECTED, "Slack answered channel_not_found", List.of(failed));
    }

    /** Alerts of our own since the last look, as {@code status identity}. */
    public List<String> ownAlerts() {
        drain();
        return taken(signals).stream().map(signal -> (Alert) signal.getBody()).map(alert -> alert.getStatus() + " "
                + alert.getIdentity()).toList();
    }

    /** The incident is deleted from the log. */
    public void deleted(String id) {
        pipe(id, null, now);
    }

    /** Wall-clock time passes: every due step is met by a sweep in its time, as a sweep every 250 ms would. */
    public void advance(Duration time) {
        var end = now.plus(time);
        while (now.isBefore(end)) {
            var next = nextDue().filter(due -> due.isBefore(end)).orElse(end);
            jump(next.isAfter(now) ? Duration.between(now, next) : min(SWEEP, Duration.between(now, end)));
        }
    }

    private Optional<Instant> nextDue() {
        try (var rows = store().all()) {
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                    .flatMap(row -> row.value.getWakeAt().stream()).min(Comparator.naturalOrder());
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Wall-clock time passes with nobody at work, as in an outage or when the clock steps. */
    public void jump(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    public Instant now() {
        return now;
    }

    /** From now on, what is written is not read, by us or by those before us. */
    public void logFallsBehind() {
        backlog.readThrough = Optional.of(now);
    }

    /** Everything was read that was written until now, and nothing since. */
    public void logIsReadThrough() {
        logFallsBehind();
    }

    private static final class KnownBacklog implements Backlog {

        private Optional<Instant> readThrough = Optional.empty();

        @Override
        public void watch() {}

        @Override
        public boolean mayHoldStormSince(Instant since) {
            return readThrough.filter(since::isAfter).isPresent();
        }
    }

    /** All notifications since the last look. */
    public List<Notification> notifications() {
        return records().stream().map(record -> record.value).toList();
    }

    /** All notifications with the keys of their records since the last look. */
    public List<KeyValue<String, Notification>> records() {
        drain();
        return taken(unread);
    }

    /** Who was paged since the last look, as {@code target@rung}; fails when something else was sent. */
    public List<String> pages() {
        return sent(NotificationKind.PAGE).stream().map(page -> page.getTarget() + "@" + page.getRung()).toList();
    }

    /** Who was told what since the last look, as {@code target KIND}; fails on pages. */
    public List<String> tells() {
        var sent = notifications();
        assertThat(sent).extracting(Notification::getKind).as("no page expected").doesNotContain(
                NotificationKind.PAGE);
        return sent.stream().map(tell -> tell.getTarget() + " " + tell.getKind()).toList();
    }

    private List<Notification> sent(NotificationKind kind) {
        var sent = new ArrayList<>(notifications());
        assertThat(sent).extracting(Notification::getKind).as("only %s expected", kind).allMatch(kind::equals);
        return sent;
    }

    public List<TimelineEntry> timeline() {
        drain();
        return taken(timeline);
    }

    public List<Decision> decisions() {
        drain();
        return taken(decisions);
    }

    private static <T> List<T> taken(List<T> from) {
        var taken = List.copyOf(from);
        from.clear();
        return taken;
    }

    /** Outcomes of the decisions since the last look. */
    public List<String> outcomes() {
        return decisions().stream().map(Decision::getOutcome).toList();
    }

    public KeyValueStore<String, Escalation> store() {
        return driver.getKeyValueStore(EscalatorTopology.ESCALATIONS);
    }

    public MeterRegistry metrics() {
        return metrics;
    }

    @Override
    public void close() {
        try {
            assertThat(notifications()).extracting(sent -> sent.getTarget() + " " + sent.getKind() + " " + sent
                    .getReason()).as("notifications that nobody expected").isEmpty();
        } finally {
            driver.close();
        }
    }
}
