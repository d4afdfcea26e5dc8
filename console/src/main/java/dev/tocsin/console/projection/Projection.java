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
import java.util.stream.Stream;

import dev.tocsin.console.projection.Change.IncidentChanged;
import dev.tocsin.console.projection.Change.MessageChanged;
import dev.tocsin.console.projection.Change.PolicyPublished;
import dev.tocsin.console.projection.Change.Quarantined;
import dev.tocsin.console.projection.Change.TimelineGrew;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.event.TimelineEntry;

/**
 * What the topics say, held in memory and bounded by {@link Bounds}. The log is the truth: applying a record twice
 * changes nothing, and records of different topics may come in any order. Knows neither Kafka nor a clock. One writer,
 * many readers.
 */
public final class Projection {

    private final Bounds bounds;
    private final Map<String, Dossier> dossiers = new LinkedHashMap<>();
    private final Map<String, Dossier> strangers = new LinkedHashMap<>();
    private final Deque<SetAside> quarantine = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<PolicyVersion> policy = Optional.empty();

    public Projection(Bounds bounds) {
        this.bounds = bounds;
    }

    /** A snapshot of an incident: the last one is the truth. */
    public Optional<Change> apply(Incident incident) {
        return changing(() -> {
            var stranger = strangers.remove(incident.getId());
            dossiers.computeIfAbsent(incident.getId(), id -> stranger == null ? new Dossier(bounds) : stranger)
                    .snapshot(incident);
            return Optional.of(new IncidentChanged(incident.getId()));
        });
    }

    /** An incident was taken off the compacted topic. */
    public Optional<Change> forget(String incidentId) {
        return changing(() -> Optional.ofNullable(dossiers.remove(incidentId))
                .map(gone -> new IncidentChanged(incidentId)));
    }

    /** A fact. */
    public Optional<Change> apply(TimelineEntry entry) {
        return changing(() -> dossier(entry.getIncidentId()).add(entry)
                ? Optional.of(new TimelineGrew(entry.getIncidentId()))
                : Optional.empty());
    }

    /** An intent to tell somebody. */
    public Optional<Change> apply(Notification notification) {
        return changing(() -> {
            var incidentId = notification.getIncident().getId();
            return dossier(incidentId).add(Message.of(notification, Optional.empty()))
                    ? Optional.of(new MessageChanged(incidentId, notification.getId()))
                    : Optional.empty();
        });
    }

    /** Where a delivery stands. */
    public Optional<Change> apply(Delivery delivery) {
        return changing(() -> {
            dossier(delivery.getIncidentId()).add(delivery.getNotificationId(), Attempt.of(delivery));
            return Optional.of(new MessageChanged(delivery.getIncidentId(), delivery.getNotificationId()));
        });
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

    /** Lets go of resolved incidents that are too old or too many. */
    public List<Change> expire(Instant now) {
        return changing(() -> {
            var over = dossiers.values().stream().filter(Dossier::isOver).map(dossier -> dossier.snapshot()
                    .orElseThrow()).sorted(Comparator.comparing(Incident::getUpdatedAt).reversed()).toList();
            var gone = new ArrayList<Change>();
            for (var place = 0; place < over.size(); place++) {
                var incident = over.get(place);
                if (place >= bounds.resolvedIncidents()
                        || incident.getUpdatedAt().plus(bounds.resolvedFor()).isBefore(now)) {
                    dossiers.remove(incident.getId());
                    gone.add(new IncidentChanged(incident.getId()));
                }
            }
            return gone;
        });
    }

    /** When the first of the incidents that are held began: nothing older than this is needed of the other topics. */
    public Optional<Instant> oldest() {
        return reading(() -> snapshots().map(Incident::getOpenedAt).min(Comparator.naturalOrder()));
    }

    /** Last snapshots of all incidents, in no particular order. */
    public List<Incident> incidents() {
        return reading(() -> snapshots().toList());
    }

    /** Last snapshot of one incident. */
    public Optional<Incident> incident(String id) {
        return reading(() -> Optional.ofNullable(dossiers.get(id)).flatMap(Dossier::snapshot));
    }

    /** All that is held about one incident. */
    public Optional<IncidentFile> file(String id) {
        return reading(() -> Optional.ofNullable(dossiers.get(id)).flatMap(dossier -> dossier.snapshot()
                .map(incident -> new IncidentFile(incident, dossier.timeline(), dossier.timelineLeftOut(),
                        dossier.messages()))));
    }

    /** The first fact about an incident whose detail has this value. */
    public Optional<TimelineEntry> fact(String incidentId, String detail, String value) {
        return reading(() -> Optional.ofNullable(dossiers.get(incidentId)).flatMap(dossier -> dossier.findFact(detail,
                value)));
    }

    /** Notifications of all incidents that are held, newest first. */
    public List<Message> messages() {
        return reading(() -> dossiers.values().stream().flatMap(dossier -> dossier.messages().stream()).sorted(
                Comparator
                        .comparing(Message::createdAt).reversed()).toList());
    }

    /** One notification. */
    public Optional<Message> message(String incidentId, String messageId) {
        return reading(() -> Optional.ofNullable(dossiers.get(incidentId)).flatMap(dossier -> dossier.messages()
                .stream()
                .filter(message -> message.id().equals(messageId)).findFirst()));
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

    private Stream<Incident> snapshots() {
        return dossiers.values().stream().map(Dossier::snapshot).flatMap(Optional::stream);
    }

    /** Facts may come before the snapshot of their incident, or after it was let go. */
    private Dossier dossier(String incidentId) {
        var known = dossiers.get(incidentId);
        if (known != null) {
            return known;
        }
        var stranger = strangers.computeIfAbsent(incidentId, id -> new Dossier(bounds));
        if (strangers.size() > bounds.strangers()) {
            strangers.remove(strangers.keySet().iterator().next());
        }
        return stranger;
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
