package dev.tocsin.console.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.tocsin.console.projection.Change.IncidentChanged;
import dev.tocsin.console.projection.Change.MessageChanged;
import dev.tocsin.console.projection.Change.OnCallChanged;
import dev.tocsin.console.projection.Change.PolicyPublished;
import dev.tocsin.console.projection.Change.Quarantined;
import dev.tocsin.console.projection.Change.SilenceChanged;
import dev.tocsin.console.projection.Change.TimelineGrew;
import dev.tocsin.event.ChannelTest;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.OnCallChange;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.SourceHealth;
import dev.tocsin.event.TimelineEntry;

/**
 * The contents of the topics, in memory and limited by {@link Bounds}. Applying a record twice changes nothing, and records
 * of different topics may arrive in any order. Uses neither Kafka nor a clock. One writer, many readers.
 */
public final class Projection {

    private final Bounds bounds;
    private final Incidents incidents;
    private final Map<String, SilenceSet> silences = new LinkedHashMap<>();
    private final Map<String, OnCallChange> onCall = new LinkedHashMap<>();
    private final Deque<QuarantineEntry> quarantine = new ArrayDeque<>();
    private final Map<String, QuarantineReplay> replays = new LinkedHashMap<>();
    private final ChannelTests tests = new ChannelTests();
    private final Map<String, SourceHealth> sources = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RefusingDestinations refusals = new RefusingDestinations();
    private Optional<PolicyVersion> policy = Optional.empty();

    public Projection(Bounds bounds) {
        this.bounds = bounds;
        this.incidents = new Incidents(bounds);
    }

    /** Applies a snapshot whose position in the log is unknown. */
    public Optional<Change> apply(Incident incident) {
        return apply(incident, LogPlace.UNKNOWN);
    }

    /** Applies a snapshot of an incident; the last one counts. */
    public Optional<Change> apply(Incident incident, LogPlace place) {
        return changing(() -> {
            incidents.put(incident, place);
            return Optional.of(new IncidentChanged(incident.getId()));
        });
    }

    /** Removes an incident that was deleted from the compacted topic. */
    public Optional<Change> forget(String incidentId) {
        return changing(() -> incidents.remove(incidentId)
                ? Optional.of(new IncidentChanged(incidentId))
                : Optional.empty());
    }

    /** All existing snapshots have been read; their timeline entries and notifications follow. */
    public void snapshotsRead() {
        changing(() -> {
            incidents.startOver();
            return Optional.empty();
        });
    }

    /** Applies a timeline entry. */
    public Optional<Change> apply(TimelineEntry entry) {
        return changing(() -> incidents.withDetails(entry.getIncidentId(), details -> details.add(entry))
                ? Optional.of(new TimelineGrew(entry.getIncidentId()))
                : Optional.empty());
    }

    /** Applies a notification. */
    public Optional<Change> apply(Notification notification) {
        return changing(() -> {
            var incidentId = notification.getIncident().getId();
            return incidents.withDetails(incidentId, details -> details.add(InboxMessage.of(notification, Optional
                    .empty())))
                            ? Optional.of(new MessageChanged(incidentId, notification.getId()))
                            : Optional.empty();
        });
    }

    /** Applies the progress of a delivery. */
    public Optional<Change> apply(Delivery delivery) {
        return changing(() -> {
            refusals.add(delivery);
            incidents.withDetails(delivery.getIncidentId(), details -> {
                details.add(delivery.getNotificationId(), DeliveryAttempt.of(delivery));
                return true;
            });
            return Optional.of(new MessageChanged(delivery.getIncidentId(), delivery.getNotificationId()));
        });
    }

    /** Applies a silence that was created, changed or ended; the last one counts. */
    public Optional<Change> apply(SilenceSet silence) {
        return changing(() -> {
            silences.put(silence.getSilenceId(), silence);
            return Optional.of(new SilenceChanged(silence.getSilenceId()));
        });
    }

    /** Removes a silence that was deleted from the compacted topic. */
    public Optional<Change> forgetSilence(String silenceId) {
        return changing(() -> Optional.ofNullable(silences.remove(silenceId)).map(gone -> new SilenceChanged(
                silenceId)));
    }

    /** Applies an override or swap that was set or undone; the last one counts. */
    public Optional<Change> apply(OnCallChange change) {
        return changing(() -> {
            onCall.put(change.getId(), change);
            return Optional.of(new OnCallChanged(change.getId()));
        });
    }

    /** Applies a quarantined request. */
    public Optional<Change> apply(QuarantinedRequest request) {
        return changing(() -> {
            if (quarantine.stream().anyMatch(known -> known.id().equals(request.getId()))) {
                return Optional.empty();
            }
            quarantine.addFirst(QuarantineEntry.of(request, bounds.excerptBytes()));
            if (quarantine.size() > bounds.quarantined()) {
                quarantine.removeLast();
            }
            return Optional.of(new Quarantined(request.getId()));
        });
    }

    /** Applies the progress of a replay; the last record counts. */
    public Optional<Change> apply(QuarantineReplay replay) {
        return changing(() -> {
            replays.put(replay.getId(), replay);
            if (replays.size() > bounds.quarantined()) {
                replays.remove(replays.keySet().iterator().next());
            }
            return Optional.of(new Quarantined(replay.getId()));
        });
    }

    /** Applies the progress of a test of a channel; its end counts, whatever is read after it. */
    public Optional<Change> apply(ChannelTest test) {
        return changing(() -> tests.take(test));
    }

    /** Applies what a process of ingest heard of a source; the last record counts. */
    public Optional<Change> apply(SourceHealth health) {
        return changing(() -> {
            sources.put(health.getSource() + "@" + health.getInstance(), health);
            return Optional.of(new Change.SourceHeard(health.getSource()));
        });
    }

    /** Applies a published policy version; the highest version is in force. */
    public Optional<Change> apply(PolicyVersion version) {
        return changing(() -> {
            if (policy.map(PolicyVersion::getVersion).orElse(-1) >= version.getVersion()) {
                return Optional.empty();
            }
            policy = Optional.of(version);
            return Optional.of(new PolicyPublished(version.getVersion()));
        });
    }

    /** Drops resolved incidents beyond their number or age, silences and changes of schedules that ended as long ago. */
    public List<Change> expire(Instant now) {
        return changing(() -> {
            var horizon = now.minus(bounds.resolvedFor());
            var gone = new ArrayList<Change>();
            incidents.expire(horizon).forEach(id -> gone.add(new IncidentChanged(id)));
            silences.values().stream().filter(silence -> silence.getEndsAt().isBefore(horizon)).map(
                    SilenceSet::getSilenceId).toList().forEach(id -> {
                        silences.remove(id);
                        gone.add(new SilenceChanged(id));
                    });
            onCall.values().stream().filter(change -> change.getUntil().isBefore(horizon)).map(OnCallChange::getId)
                    .toList().forEach(id -> {
                        onCall.remove(id);
                        gone.add(new OnCallChanged(id));
                    });
            return gone;
        });
    }

    /** Opening time of the oldest incident with details; older records of the other topics are not needed. */
    public Optional<Instant> oldest() {
        return reading(() -> incidents.detailed().map(details -> details.snapshot().orElseThrow().getOpenedAt()).min(
                Comparator.naturalOrder()));
    }

    /** Headlines of all incidents in memory, in no particular order. */
    public List<IncidentHeadline> incidents() {
        return reading(incidents::headlines);
    }

    /** Number of open incidents beyond the limit, which are not in memory. */
    public int openNotHeld() {
        return reading(incidents::openNotHeld);
    }

    /** Number of incidents with details. */
    public int detailed() {
        return reading(() -> (int) incidents.detailed().count());
    }

    /** Headline of one incident. */
    public Optional<IncidentHeadline> incident(String id) {
        return reading(() -> incidents.find(id).map(HeldIncident::headline));
    }

    /** Position of the last snapshot of an incident on its topic. */
    public Optional<LogPlace> place(String id) {
        return reading(() -> incidents.find(id).map(HeldIncident::place).filter(LogPlace::known));
    }

    /** Details of an incident, if they are in memory. */
    public Optional<IncidentFile> file(String id) {
        return reading(() -> incidents.find(id).flatMap(HeldIncident::details).flatMap(details -> details.snapshot()
                .map(
                        incident -> new IncidentFile(incident, details.timeline(), details.timelineLeftOut(), details
                                .messages(), !details.isLate()))));
    }

    /** Snapshots of the incidents with details. */
    public List<Incident> snapshots() {
        return reading(() -> incidents.detailed().flatMap(details -> details.snapshot().stream()).toList());
    }

    /** The first timeline entry of an incident whose detail has this value. */
    public Optional<TimelineEntry> fact(String incidentId, String detail, String value) {
        return reading(() -> incidents.facts(incidentId).flatMap(details -> details.findFact(detail, value)));
    }

    /** Notifications of all incidents with details, newest first. */
    public List<InboxMessage> messages() {
        return reading(() -> incidents.detailed().flatMap(details -> details.messages().stream()).sorted(Comparator
                .comparing((InboxMessage message) -> message.schedule().createdAt()).reversed()).toList());
    }

    /** One notification. */
    public Optional<InboxMessage> message(String incidentId, String messageId) {
        return reading(() -> incidents.find(incidentId).flatMap(HeldIncident::details).flatMap(details -> details
                .messages()
                .stream().filter(message -> message.id().equals(messageId)).findFirst()));
    }

    /** Destinations whose last message failed, longest first. */
    public List<RefusingDestination> refusals() {
        return reading(refusals::all);
    }

    /** Silences and maintenance windows created by people, in no particular order. */
    public List<SilenceSet> silences() {
        return reading(() -> List.copyOf(silences.values()));
    }

    /** Overrides and swaps of schedules that people set at run time, in no particular order. */
    public List<OnCallChange> onCallChanges() {
        return reading(() -> List.copyOf(onCall.values()));
    }

    /** What each process of ingest heard of each source, in no particular order. */
    public List<SourceHealth> sources() {
        return reading(() -> List.copyOf(sources.values()));
    }

    /** Tests of channels, newest first. */
    public List<ChannelTest> channelTests() {
        return reading(tests::newestFirst);
    }

    /** Quarantined requests, newest first. */
    public List<QuarantineEntry> quarantine() {
        return reading(() -> quarantine.stream().map(entry -> entry.with(Optional.ofNullable(replays.get(entry.id()))
                .map(Replay::of))).sorted(Comparator.comparing(QuarantineEntry::receivedAt).reversed()).toList());
    }

    /** The newest policy version; empty while the built-in policy is in force. */
    public Optional<PolicyVersion> policy() {
        return reading(() -> policy);
    }

    /**
     * Waits until a query has a result.
     *
     * @param look
     *            evaluated now and after every change
     * @return the result, or empty after the timeout
     */
    public <T> Optional<T> await(Supplier<Optional<T>> look, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            var left = atMost.toNanos();
            var seen = look.get();
            while (seen.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
                seen = look.get();
            }
            return seen;
        } finally {
            lock.unlock();
        }
    }

    private <T> T changing(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    private <T> T reading(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }
}
