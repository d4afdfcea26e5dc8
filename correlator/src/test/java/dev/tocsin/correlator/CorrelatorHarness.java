package dev.tocsin.correlator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.correlator.dedup.Dedup;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.Change;
import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Decision;
import dev.tocsin.event.DecisionStep;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.heartbeat.Beat;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.schemas.incident.Decisions;
import dev.tocsin.schemas.incident.Undelivered;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.IncidentRow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * One partition of the correlator over TopologyTestDriver, in the words of the domain. What it writes to the log itself,
 * timers and bulletins, comes back to it as the log would bring it. Wall clock and log time are one and move only by
 * {@link #advance}. Closing it fails when snapshots or facts were left unread, and when a signal other
 * than a plain repeat, or a bulletin that changed nothing, was decided on by no step.
 */
final class CorrelatorHarness implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-20T03:00:00Z");
    static final EventSerdes SERDES = new EventSerdes(Map.of("schema.registry.url", "mock://correlator"));

    private static final String SERVICE = "payments";
    private static final Duration SWEEP = Duration.ofMillis(250);

    private final Timers mode;
    private final KeptStores stores;
    private final Output<Incident> incidents = new Output<>(Topics.INCIDENTS);
    private final Output<TimelineEntry> timeline = new Output<>(Topics.TIMELINE);
    private final Output<Decision> decisions = new Output<>(Topics.DECISIONS);
    private final List<TestRecord<String, Signal>> log = new ArrayList<>();
    private TopologyTestDriver driver;
    private TestInputTopic<String, Signal> signals;
    private TestOutputTopic<String, byte[]> timers;
    private Instant now;
    private int count;

    private CorrelatorHarness(Timers mode, KeptStores stores, Instant start) {
        this.mode = mode;
        this.stores = stores;
        this.now = start;
        begin();
    }

    private void begin() {
        var topology = new CorrelatorTopology(SERDES, new SimpleMeterRegistry(), mode, new FailedRecords(), stores);
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, CorrelatorTopology.APPLICATION_ID);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(topology.build(), config, now);
        signals = driver.createInputTopic(Topics.SIGNALS.name(), new StringSerializer(),
                SERDES.of(Topics.SIGNALS).serializer());
        timers = driver.createOutputTopic(Topics.SIGNALS.name(), new StringDeserializer(), new ByteArrayDeserializer());
        incidents.follow(driver);
        timeline.follow(driver);
        decisions.follow(driver);
    }

    /** Stops the task and begins another one over the same stores. */
    void restart() {
        driver.close();
        begin();
    }

    /** With the policy of the test resources activated as version 1, timers from the clock. */
    static CorrelatorHarness start() {
        var harness = new CorrelatorHarness(Timers.LIVE, new KeptStores(), START);
        harness.activate(policy(1, resource("policy.yml")));
        return harness;
    }

    /** With a policy of the test's own activated as version 1, timers from the clock. */
    static CorrelatorHarness under(String policy) {
        var harness = new CorrelatorHarness(Timers.LIVE, new KeptStores(), START);
        harness.activate(policy(1, policy));
        return harness;
    }

    /** Over what another one left behind, as after a restart. */
    static CorrelatorHarness over(KeptStores stores, Instant start) {
        return new CorrelatorHarness(Timers.LIVE, stores, start);
    }

    /** A fresh one that meets the whole log once more, timers from the log alone. */
    static CorrelatorHarness replaying(List<TestRecord<String, Signal>> log) {
        var harness = new CorrelatorHarness(Timers.REPLAY, new KeptStores(), START);
        log.forEach(entry -> {
            harness.now = entry.getRecordTime();
            harness.send(entry.value());
        });
        return harness;
    }

    Instant now() {
        return now;
    }

    /** Fires; without an explicit start the occurrence starts now. */
    void fire(AlertFixture alert) {
        fire(SERVICE, alert);
    }

    /** The same in the log of another service. */
    void fire(String serviceKey, AlertFixture alert) {
        deliver(serviceKey, (alert.startsAt().isPresent() ? alert : alert.since(now)).firing());
    }

    /** Resolves an occurrence; without an explicit end it ends now. */
    void resolve(AlertFixture alert) {
        resolve(SERVICE, alert);
    }

    /** The same in the log of another service. */
    void resolve(String serviceKey, AlertFixture alert) {
        var begun = alert.startsAt().isPresent() ? alert : alert.since(now);
        deliver(serviceKey, (begun.endsAt().isPresent() ? begun : begun.until(now)).resolved());
    }

    void deliver(Alert alert) {
        deliver(SERVICE, alert);
    }

    void deliver(String serviceKey, Alert alert) {
        send(serviceKey, alert);
    }

    /** Into every partition. */
    void silence(SilenceSet set) {
        send("", set);
    }

    /** Into every partition, as another one would tell it. */
    void bulletin(Bulletin bulletin) {
        send("", bulletin);
    }

    /** The notifier reports a failed page. */
    void undelivered(Undelivered word) {
        send(SERVICE, word.signal(SERVICE).getBody());
    }

    void change(String serviceKey, Change change) {
        send(serviceKey, change);
    }

    void command(CommandKind kind, Incident incident, Map<String, String> arguments, String note) {
        command("command-" + (count + 1), kind, incident.getId(), arguments, note);
    }

    void command(CommandKind kind, Incident incident) {
        command(kind, incident, Map.of(), "");
    }

    void command(String id, CommandKind kind, String incidentId, Map<String, String> arguments, String note) {
        command(id, kind, incidentId, "alice", arguments, note);
    }

    /** Asked by somebody else than alice. */
    void commandBy(String actor, CommandKind kind, Incident incident, Map<String, String> arguments) {
        command("command-" + (count + 1), kind, incident.getId(), actor, arguments, "");
    }

    private void command(String id, CommandKind kind, String incidentId, String actor, Map<String, String> arguments,
            String note) {
        send(SERVICE, Command.newBuilder().setId(id).setIncidentId(incidentId).setKind(kind).setActor(actor)
                .setVia("console").setIssuedAt(now).setNote(note).setArguments(arguments).build());
    }

    void activate(PolicyVersion version) {
        send("", new PolicyActivated(version));
    }

    void send(String serviceKey, Object body) {
        send(Signal.newBuilder().setId("signal-" + ++count).setServiceKey(serviceKey).setReceivedAt(now).setBody(body)
                .build());
    }

    /** All alerts of one request for one service, as the door writes them. */
    void request(String serviceKey, Alert... alerts) {
        send(Signal.newBuilder().setId("signal-" + ++count).setServiceKey(serviceKey).setReceivedAt(now)
                .setBody(alerts[0]).setMoreAlerts(List.of(alerts).subList(1, alerts.length)).build());
    }

    /** An alert whose identity outlives its labels, as the door writes it. */
    void atHome(String serviceKey, Alert alert) {
        send(Signal.newBuilder().setId("signal-" + ++count).setServiceKey(serviceKey).setReceivedAt(now)
                .setBody(alert).setHomeKey(alert.getIdentity()).build());
    }

    private void send(Signal signal) {
        var record = new TestRecord<>(signal.getHomeKey().isEmpty() ? signal.getServiceKey() : signal.getHomeKey(),
                signal, now);
        log.add(record);
        signals.pipeInput(record);
        collect();
    }

    /** Moves wall clock and log time, stopping at every timer on the way so that each falls due at its own time. */
    void advance(Duration by) {
        var target = now.plus(by);
        while (now.isBefore(target)) {
            var step = nextDue(target);
            driver.advanceWallClockTime(Duration.between(now, step));
            now = step;
            collect();
        }
    }

    /** Time passes in one step, as on a machine that sleeps: all that fell due meanwhile is looked at afterwards. */
    void sleep(Duration by) {
        driver.advanceWallClockTime(by);
        now = now.plus(by);
        collect();
        advance(SWEEP);
    }

    private Instant nextDue(Instant target) {
        var next = target;
        for (var due : dues()) {
            var reached = due.isAfter(now) ? due : now.plus(SWEEP);
            next = reached.isBefore(next) ? reached : next;
        }
        return next;
    }

    /** What is due when, of what was not put into the log yet. */
    private List<Instant> dues() {
        var dues = new ArrayList<Instant>();
        for (var row : Stream.of(rowsById(), aftermath()).flatMap(rows -> rows.values().stream()).toList()) {
            row.getDueAt().filter(_ -> !row.getTimerEmitted()).ifPresent(dues::add);
        }
        for (var row : held().values()) {
            row.getDueAt().filter(_ -> !row.getTimerEmitted()).ifPresent(dues::add);
            row.getBy().forEach(by -> by.getUntil().ifPresent(dues::add));
        }
        contents(RowKind.HEARTBEATS).values().stream().filter(row -> !row.getTimerEmitted()).forEach(row -> dues.add(row
                .getDueAt()));
        for (var row : contents(RowKind.STORMS).values()) {
            row.getDueAt().filter(_ -> !row.getTimerEmitted()).ifPresent(dues::add);
        }
        return dues;
    }

    private void collect() {
        for (var timer : timers.readRecordsToList()) {
            log.add(new TestRecord<>(timer.key(), SERDES.of(Topics.SIGNALS).deserializer()
                    .deserialize(Topics.SIGNALS.name(), timer.value()), timer.getRecordTime()));
        }
        incidents.collect();
        timeline.collect();
        decisions.collect();
    }

    /** The last snapshot; those before it count as read. */
    Incident incident() {
        return incidents.read().getLast();
    }

    /** All snapshots since the last look. */
    List<Incident> snapshots() {
        return incidents.read();
    }

    /** All entries since the last look. */
    List<TimelineEntry> timeline() {
        return timeline.read();
    }

    /** What happened since the last look. */
    List<FactKind> facts() {
        return timeline.read().stream().map(TimelineEntry::getKind).toList();
    }

    /** {@code stage:outcome} since the last look. */
    List<String> decided() {
        return steps().stream().map(each -> each.getStage() + ":" + each.getOutcome()).toList();
    }

    /** What each step said since the last look, signal by signal. */
    List<DecisionStep> steps() {
        return decisions.read().stream().flatMap(each -> Decisions.steps(each).stream()).toList();
    }

    /** The records since the last look, one a signal. */
    List<Decision> decisions() {
        return decisions.read();
    }

    /** What nobody needs to look at in this test. */
    void skip() {
        incidents.read();
        timeline.read();
        decisions.read();
    }

    List<Incident> everySnapshot() {
        return incidents.values;
    }

    /** Everything that was written so far, byte for byte. */
    List<String> everyByte() {
        var all = new ArrayList<>(incidents.raw);
        all.addAll(timeline.raw);
        return all;
    }

    /** The log so far: what was sent, and the timers that fell due. */
    List<TestRecord<String, Signal>> log() {
        return List.copyOf(log);
    }

    long rows(RowKind<?> kind) {
        return contents(kind).size();
    }

    /** The incidents that are open or can be reopened, as the store has them. */
    Map<String, IncidentRow> rowsById() {
        return contents(RowKind.INCIDENTS);
    }

    /** The incidents that only what is to be done after them keeps. */
    Map<String, IncidentRow> aftermath() {
        return contents(RowKind.AFTERMATH);
    }

    /** The alerts that need another look, by identity. */
    Map<String, HeldAlert> held() {
        return contents(RowKind.HELD);
    }

    /** The alerts that are known, by identity. */
    Map<String, AlertState> alerts() {
        return contents(RowKind.ALERTS);
    }

    /** Rows as an earlier version left them behind. */
    <V extends SpecificRecord> void rewrite(RowKind<V> kind, UnaryOperator<V> earlier) {
        var rows = State.over(driver.<String, SpecificRecord>getKeyValueStore(State.STORE));
        contents(kind).forEach((key, row) -> rows.put(kind, key, earlier.apply(row)));
    }

    <V extends SpecificRecord> Map<String, V> contents(RowKind<V> kind) {
        var found = new TreeMap<String, V>();
        try (var rows = State.over(driver.getKeyValueStore(State.STORE)).rows(kind).all()) {
            rows.forEachRemaining(row -> found.put(row.key, row.value));
        }
        return found;
    }

    static PolicyVersion policy(int version, String text) {
        return PolicyVersion.newBuilder().setName("test").setVersion(version).setSha256("sha-" + text.hashCode())
                .setText(text).setAuthor("carol").setPublishedAt(START).build();
    }

    static String resource(String name) {
        try (var in = CorrelatorHarness.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Stops without looking at what is unread, as a crash would. */
    void crash() {
        driver.close();
    }

    @Override
    public void close() {
        driver.close();
        assertThat(incidents.unread()).as("snapshots that nobody expected").isEmpty();
        assertThat(timeline.unread()).as("facts that nobody expected").isEmpty();
        var decided = decisions.values.stream().map(Decision::getSignalId).collect(Collectors.toSet());
        assertThat(log).as("signals decided on").allMatch(entry -> decided.contains(entry.value().getId())
                || entry.value().getBody() instanceof Bulletin || repeats(entry.value(), entry.getRecordTime()));
    }

    /** Beats have none, and repeats for half a minute after a decision about their alert. */
    private boolean repeats(Signal signal, Instant at) {
        return signal.getBody() instanceof Alert alert && (Beat.of(alert).isPresent() || decisions.values.stream()
                .anyMatch(said -> Decisions
                        .steps(said).stream().anyMatch(step -> step.getAlertIdentity().equals(alert.getIdentity()))
                        && !said
                                .getAt()
                                .isAfter(at)
                        && said.getAt().plus(Dedup.NOTED_EVERY).isAfter(at)));
    }

    private static final class Output<V extends SpecificRecord> {

        private final Topic<V> topic;
        private final List<V> values = new ArrayList<>();
        private final List<String> raw = new ArrayList<>();
        private TestOutputTopic<String, byte[]> output;
        private int read;

        Output(Topic<V> topic) {
            this.topic = topic;
        }

        void follow(TopologyTestDriver from) {
            output = from.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer());
        }

        void collect() {
            var deserializer = SERDES.of(topic).deserializer();
            for (var record : output.readRecordsToList()) {
                values.add(deserializer.deserialize(topic.name(), record.value()));
                raw.add(record.key() + "@" + record.timestamp() + "=" + HexFormat.of().formatHex(record.value()));
            }
        }

        List<V> unread() {
            return List.copyOf(values.subList(read, values.size()));
        }

        List<V> read() {
            var fresh = unread();
            read = values.size();
            return fresh;
        }
    }
}
