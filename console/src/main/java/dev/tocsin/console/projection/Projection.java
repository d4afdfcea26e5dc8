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
import dev.tocsin.console.projection.Change.PolicyPublished;
import dev.tocsin.console.projection.Change.Quarantined;
import dev.tocsin.console.projection.Change.SilenceChanged;
import dev.tocsin.console.projection.Change.TimelineGrew;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.TimelineEntry;

/**
 * What the topics say, held in memory and bounded by {@link Bounds}. The log is the truth: applying a record twice
 * changes nothing, and records of different topics may come in any order. Knows neither Kafka nor a clock. One writer,
 * many readers.
 */
public final class Projection {

    private final Bounds bounds;
    private final Incidents incidents;
    private final Map<String, SilenceSet> silences = new LinkedHashMap<>();
    private final Deque<SetAside> quarantine = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Refusals refusals = new Refusals();
    private Optional<PolicyVersion> policy = Optional.empty();

    public Projection(Bounds bounds) {
        this.bounds = bounds;
        this.incidents = new Incidents(bounds);
    }

    /** A snapshot of an incident of which nobody knows where it stands. */
    public Optional<Change> apply(Incident incident) {
        return apply(incident, LogPlace.UNKNOWN);
    }

    /** A snapshot of an incident: the last one is the truth. */
    public Optional<Change> apply(Incident incident, LogPlace place) {
        return changing(() -> {
            incidents.put(incident, place);
            return Optional.of(new IncidentChanged(incident.getId()));
        });
    }

    /** An incident was taken off the compacted topic. */
    public Optional<Change> forget(String incidentId) {
        return changing(() -> incidents.remove(incidentId)
                ? Optional.of(new IncidentChanged(incidentId))
                : Optional.empty());
    }

    /** All snapshots that were there have been read; from now on their facts and messages come. */
    public void snapshotsRead() {
        changing(() -> {
            incidents.startOver();
            return Optional.empty();
        });
    }

    /** A fact. */
    public Optional<Change> apply(TimelineEntry entry) {
        return changing(() -> incidents.dossier(entry.getIncidentId(), dossier -> dossier.add(entry))
                ? Optional.of(new TimelineGrew(entry.getIncidentId()))
                : Optional.empty());
    }

    /** An intent to tell somebody. */
    public Optional<Change> apply(Notification notification) {
        return changing(() -> {
            var incidentId = notification.getIncident().getId();
            return incidents.dossier(incidentId, dossier -> dossier.add(Message.of(notification, Optional.empty())))
                    ? Optional.of(new MessageChanged(incidentId, notification.getId()))
                    : Optional.empty();
        });
    }

    /** Where a delivery stands. */
    public Optional<Change> apply(Delivery delivery) {
        return changing(() -> {
            refusals.add(delivery);
            incidents.dossier(delivery.getIncidentId(), dossier -> {
                dossier.add(delivery.getNotificationId(), Attempt.of(delivery));
                return true;
            });
            return Optional.of(new MessageChanged(delivery.getIncidentId(), delivery.getNotificationId()));
        });
    }

    /** A silence that was set, changed or ended: the last one is the truth. */
    public Optional<Change> apply(SilenceSet silence) {
        return changing(() -> {
            silences.put(silence.getSilenceId(), silence);
            return Optional.of(new SilenceChanged(silence.getSilenceId()));
        });
    }

    /** A silence was taken off the compacted topic. */
    public Optional<Change> forgetSilence(String silenceId) {
        return changing(() -> Optional.ofNullable(silences.remove(silenceId)).map(gone -> new SilenceChanged(
                silenceId)));
    }

    /** A request that was set aside. */
    public Optional<Change> apply(QuarantinedRequest request) {
        return changing(() -> {
            if (quarantine.stream().anyMatch(known -> known.id().equals(request.getId()))) {
                return Optional.empty();
            }
            quarantine.addFirst(SetAside.of(request, bounds.excerptBytes()));
            if (quarantine.size() > bounds.quarantined()) {
                quarantine.removeLast();
            }
            return Optional.of(new Quarantined(request.getId()));
        });
    }

    /** A policy version that was published; the highest number is in force. */
    public Optional<Change> apply(PolicyVersion version) {
        return changing(() -> {
            if (policy.map(PolicyVersion::getVersion).orElse(-1) >= version.getVersion()) {
                return Optional.empty();
            }
            policy = Optional.of(version);
            return Optional.of(new PolicyPublished(version.getVersion()));
        });
    }

    /** Lets go of resolved incidents that are too old or too many, and of silences that ended as long ago. */
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
            return gone;
        });
    }

    /** When the first of the incidents of which all is held began: nothing older is needed of the other topics. */
    public Optional<Instant> oldest() {
        return reading(() -> incidents.detailed().map(dossier -> dossier.snapshot().orElseThrow().getOpenedAt()).min(
                Comparator.naturalOrder()));
    }

    /** Headlines of all incidents that are held, in no particular order. */
    public List<Headline> incidents() {
        return reading(incidents::headlines);
    }

    /** How many incidents are open and not held, because they are too many. */
    public int openNotHeld() {
        return reading(incidents::openNotHeld);
    }

    /** Of how many incidents all is held. */
    public int detailed() {
        return reading(() -> (int) incidents.detailed().count());
    }

    /** Headline of one incident. */
    public Optional<Headline> incident(String id) {
        return reading(() -> incidents.find(id).map(Holding::headline));
    }

    /** Where the last snapshot of one incident stands on its topic. */
    public Optional<LogPlace> place(String id) {
        return reading(() -> incidents.find(id).map(Holding::place).filter(LogPlace::known));
    }

    /** All about one incident, if all about it is held. */
    public Optional<IncidentFile> file(String id) {
        return reading(() -> incidents.find(id).flatMap(Holding::dossier).flatMap(dossier -> dossier.snapshot().map(
                incident -> new IncidentFile(incident, dossier.timeline(), dossier.timelineLeftOut(), dossier
                        .messages(), !dossier.isLate()))));
    }

    /** Whole snapshots of the incidents of which all is held. */
    public List<Incident> snapshots() {
        return reading(() -> incidents.detailed().flatMap(dossier -> dossier.snapshot().stream()).toList());
    }

    /** The first fact about an incident whose detail has this value. */
    public Optional<TimelineEntry> fact(String incidentId, String detail, String value) {
        return reading(() -> incidents.facts(incidentId).flatMap(dossier -> dossier.findFact(detail, value)));
    }

    /** Notifications of all incidents of which all is held, newest first. */
    public List<Message> messages() {
        return reading(() -> incidents.detailed().flatMap(dossier -> dossier.messages().stream()).sorted(Comparator
                .comparing(Message::createdAt).reversed()).toList());
    }

    /** One notification. */
    public Optional<Message> message(String incidentId, String messageId) {
        return reading(() -> incidents.find(incidentId).flatMap(Holding::dossier).flatMap(dossier -> dossier.messages()
                .stream().filter(message -> message.id().equals(messageId)).findFirst()));
    }

    /** Destinations to which the last message did not get through, longest first. */
    public List<Refusal> refusals() {
        return reading(refusals::all);
    }

    /** Silences and maintenance windows that people set, in no particular order. */
    public List<SilenceSet> silences() {
        return reading(() -> List.copyOf(silences.values()));
    }

    /** Quarantined requests, newest first. */
    public List<SetAside> quarantine() {
        return reading(() -> List.copyOf(quarantine));
    }

    /** The newest policy version; empty while none was published and the built-in one holds. */
    public Optional<PolicyVersion> policy() {
        return reading(() -> policy);
    }

    /**
     * Waits until something can be seen here.
     *
     * @param look
     *            asked now and after every change
     * @return what was seen, or empty when the time is over
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
