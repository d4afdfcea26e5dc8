package dev.tocsin.standalone.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.correlator.CorrelatorTopology;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.escalator.EscalatorTopology;
import dev.tocsin.escalator.LadderSettings;
import dev.tocsin.escalator.backlog.Backlog;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.event.Decision;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Groups;
import dev.tocsin.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.streams.state.Stores;

/**
 * The topologies of correlator and, where it is asked for, escalator, without a broker, with stores in memory and a clock
 * that is moved by hand. Everything of a log lies in one partition, as it does for one service.
 */
public final class FastForward implements AutoCloseable {

    /** How often the topologies look for what is due; a shorter pause would pass by unseen. */
    private static final Duration SWEEP = Duration.ofMillis(250);
    private static final Duration FINEST = Duration.ofSeconds(1);
    private static final Duration COARSEST = Duration.ofMinutes(5);
    private static final int STEPS = 3_600;
    private static final Duration LATE_AFTER = Duration.ofSeconds(30);
    private static final Duration KEEP = Duration.ofDays(7);

    private final EventSerdes serdes = new EventSerdes(Map.of("schema.registry.url", "mock://cases"));
    private final TopologyRun<Signal> correlator;
    private final Optional<TopologyRun<Incident>> escalator;
    private final List<Incident> snapshots = new ArrayList<>();
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();
    private Deliverer deliverer = Deliverer.ALL;
    private Instant now;
    private Optional<Instant> nextDue = Optional.empty();
    private boolean isSettled;
    private int count;

    private FastForward(Instant start, Optional<Policies> policies) {
        now = start;
        correlator = new TopologyRun<>(CorrelatorTopology.APPLICATION_ID, new CorrelatorTopology(serdes,
                new SimpleMeterRegistry(), Timers.LIVE, new FailedRecords(), Stores::inMemoryKeyValueStore).build(),
                Topics.SIGNALS, serdes, start);
        escalator = policies.map(it -> new TopologyRun<>(Groups.ESCALATOR, new EscalatorTopology(serdes,
                new SimpleMeterRegistry(), new FailedRecords(), () -> 0, Backlog.NONE).build(it, new LadderSettings(
                        LATE_AFTER, KEEP),
                        Stores.inMemoryKeyValueStore(EscalatorTopology.ESCALATIONS)),
                Topics.INCIDENTS, serdes, start));
    }

    /** Signals in, incidents out. */
    public static FastForward ofIncidents(Instant start) {
        return new FastForward(start, Optional.empty());
    }

    /**
     * Signals in, notifications out.
     *
     * @param policies
     *            the versions of the policy that the log names
     */
    public static FastForward ofNotifications(Instant start, Policies policies) {
        return new FastForward(start, Optional.of(policies));
    }

    /** What time it is. */
    public Instant now() {
        return now;
    }

    /** Puts a signal of a service into the log, now. */
    public void send(String serviceKey, Object body) {
        correlator.send(serviceKey, Signal.newBuilder().setId("signal-" + ++count).setServiceKey(serviceKey)
                .setReceivedAt(now).setBody(body).build(), now);
        isSettled = false;
        collect();
    }

    /** Lets time pass. What is written down as due is met to the moment; the rest within a few minutes, in short pauses a second. */
    public void advance(Duration by) {
        var end = now.plus(by);
        var most = Duration.ofMillis(by.toMillis() / STEPS);
        most = most.compareTo(FINEST) < 0 ? FINEST : most.compareTo(COARSEST) > 0 ? COARSEST : most;
        var isDue = false;
        while (now.isBefore(end)) {
            var latest = now.plus(isDue ? SWEEP : most);
            var due = nextDue().filter(it -> it.isBefore(latest.plus(SWEEP)));
            isDue = due.isPresent();
            var next = Stream.of(due.orElse(latest), end).min(Instant::compareTo).get();
            var pace = Duration.between(now, next);
            correlator.advance(pace);
            escalator.ifPresent(it -> it.advance(pace));
            now = next;
            collect();
        }
    }

    /** Looked up again only when something happened since, or was to: the stores stay as they are otherwise. */
    private Optional<Instant> nextDue() {
        if (!isSettled || nextDue.filter(due -> !now.isBefore(due)).isPresent()) {
            nextDue = Stream.of(correlator.nextDue(now), escalator.flatMap(it -> it.nextDue(now)), deliverer.nextDue())
                    .flatMap(Optional::stream).min(Instant::compareTo);
            isSettled = true;
        }
        return nextDue;
    }

    /** From now on this one delivers. */
    public void deliverBy(Deliverer other) {
        deliverer = other;
    }

    /** What the escalator, and the notifier where it cannot deliver, write to the log comes back from it. */
    private void collect() {
        var before = outputs();
        while (collectOnce()) {
            isSettled = false;
        }
        isSettled &= outputs() == before;
    }

    /** Whether something came of it that the correlator has to hear. */
    private boolean collectOnce() {
        var changed = correlator.read(Topics.INCIDENTS);
        snapshots.addAll(changed);
        timeline.addAll(correlator.read(Topics.TIMELINE));
        decisions.addAll(correlator.read(Topics.DECISIONS));
        escalator.ifPresent(it -> {
            changed.forEach(incident -> it.send(incident.getId(), incident, now));
            timeline.addAll(it.read(Topics.TIMELINE));
            decisions.addAll(it.read(Topics.DECISIONS));
        });
        var told = escalator.map(it -> it.read(Topics.NOTIFICATIONS)).orElse(List.of());
        notifications.addAll(told);
        var heard = Stream.concat(escalator.stream().flatMap(it -> it.read(Topics.SIGNALS).stream()), deliverer.deliver(
                changed, told, now).stream()).toList();
        heard.forEach(signal -> correlator.send(signal.getServiceKey(), signal, now));
        return !heard.isEmpty();
    }

    private int outputs() {
        return snapshots.size() + timeline.size() + decisions.size() + notifications.size();
    }

    /** All snapshots so far, in order. */
    public List<Incident> snapshots() {
        return snapshots;
    }

    /** All facts so far, in order. */
    public List<TimelineEntry> timeline() {
        return timeline;
    }

    /** All decisions so far, in order. */
    public List<Decision> decisions() {
        return decisions;
    }

    /** Everything that somebody is to be told so far, in order. */
    public List<Notification> notifications() {
        return notifications;
    }

    @Override
    public void close() {
        correlator.close();
        escalator.ifPresent(TopologyRun::close);
    }
}
