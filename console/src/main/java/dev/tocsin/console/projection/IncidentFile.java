package dev.tocsin.console.projection;

import java.util.List;

import dev.tocsin.event.Incident;
import dev.tocsin.event.TimelineEntry;

/**
 * Details of one incident.
 *
 * @param timeline
 *            entries, oldest first
 * @param timelineLeftOut
 *            number of omitted entries between the first and the newest ones
 * @param messages
 *            notifications, oldest first
 * @param whole
 *            false if earlier entries and notifications were dropped, because too many incidents are open
 */
public record IncidentFile(Incident incident, List<TimelineEntry> timeline, int timelineLeftOut,
        List<InboxMessage> messages, boolean whole) {

    /** An incident of which only the snapshot was read again. */
    public static IncidentFile snapshotOnly(Incident incident) {
        return new IncidentFile(incident, List.of(), 0, List.of(), false);
    }

    public IncidentFile {
        timeline = List.copyOf(timeline);
        messages = List.copyOf(messages);
    }
}
