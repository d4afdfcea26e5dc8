package dev.tocsin.console.projection;

import java.util.List;

import dev.tocsin.event.Incident;
import dev.tocsin.event.TimelineEntry;

/**
 * All that is held about one incident.
 *
 * @param timeline
 *            facts, oldest first
 * @param timelineLeftOut
 *            how many facts between the first and the newest ones are not held
 * @param messages
 *            who was told, oldest first
 * @param whole
 *            false when earlier facts and messages were let go, because too many incidents are open
 */
public record IncidentFile(Incident incident, List<TimelineEntry> timeline, int timelineLeftOut,
        List<Message> messages, boolean whole) {

    /** What can be said of an incident of which only the snapshot was found again. */
    public static IncidentFile snapshotOnly(Incident incident) {
        return new IncidentFile(incident, List.of(), 0, List.of(), false);
    }

    public IncidentFile {
        timeline = List.copyOf(timeline);
        messages = List.copyOf(messages);
    }
}
