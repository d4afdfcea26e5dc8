package dev.tocsin.console.projection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.TimelineEntry;

/** Details of one incident: last snapshot, timeline and notifications. Not thread-safe. */
final class HeldDetails {

    private static final Comparator<TimelineEntry> BY_TIME = Comparator.comparing(TimelineEntry::getAt);

    private final Bounds bounds;
    private final Map<String, TimelineEntry> timeline = new LinkedHashMap<>();
    private final Map<String, InboxMessage> messages = new LinkedHashMap<>();
    private final Map<String, DeliveryAttempt> early = new HashMap<>();
    private Optional<Incident> snapshot = Optional.empty();
    private int timelineLeftOut;
    private boolean late;

    HeldDetails(Bounds bounds) {
        this.bounds = bounds;
    }

    Optional<Incident> snapshot() {
        return snapshot;
    }

    void snapshot(Incident incident) {
        snapshot = Optional.of(incident);
    }

    /** Approximate size in KiB. */
    int weight() {
        return 3 + snapshot.map(incident -> incident.getAlerts().size() + 2 * incident.getUpdates().size() + incident
                .getTasks()
                .size()).orElse(0) + timeline.size() + messages.size()
                + early.size();
    }

    /** Earlier timeline entries and notifications were dropped. */
    void beginsLate() {
        late = true;
    }

    void beginsInTime() {
        late = false;
    }

    /** Whether earlier timeline entries and notifications are missing. */
    boolean isLate() {
        return late;
    }

    /** Adds a timeline entry; false if an entry with this ID exists. */
    boolean add(TimelineEntry entry) {
        if (timeline.putIfAbsent(entry.getId(), entry) != null) {
            return false;
        }
        if (timeline.size() > bounds.timelineEntries()) {
            dropFromTheMiddle();
        }
        return true;
    }

    boolean add(InboxMessage message) {
        var known = messages.get(message.id());
        var delivery = known != null ? known.delivery() : Optional.ofNullable(early.remove(message.id()));
        messages.put(message.id(), delivery.map(message::with).orElse(message));
        if (messages.size() > bounds.messagesPerIncident()) {
            messages.remove(messages.keySet().iterator().next());
        }
        return known == null;
    }

    /** Deliveries of one notification are written in order, so the last one holds. */
    void add(String messageId, DeliveryAttempt attempt) {
        if (messages.computeIfPresent(messageId, (id, message) -> message.with(attempt)) == null
                && early.size() < bounds.messagesPerIncident()) {
            early.put(messageId, attempt);
        }
    }

    /** Oldest first. */
    List<TimelineEntry> timeline() {
        return timeline.values().stream().sorted(BY_TIME).toList();
    }

    /** How many entries between the first and the newest ones are not held. */
    int timelineLeftOut() {
        return timelineLeftOut;
    }

    /** In the order they were decided. */
    List<InboxMessage> messages() {
        return messages.values().stream().sorted(Comparator.comparing(message -> message.schedule().createdAt()))
                .toList();
    }

    Optional<TimelineEntry> findFact(String detail, String value) {
        return timeline.values().stream().filter(entry -> value.equals(entry.getDetails().get(detail))).findFirst();
    }

    /** Keeps the first and the newest entries. */
    private void dropFromTheMiddle() {
        var oldest = new ArrayList<>(timeline.values());
        var victim = oldest.get(bounds.timelineEntries() / 4);
        timeline.remove(victim.getId());
        timelineLeftOut++;
    }
}
