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
 */
public record IncidentFile(Incident incident, List<TimelineEntry> timeline, int timelineLeftOut,
        List<Message> messages) {

    public IncidentFile {
        timeline = List.copyOf(timeline);
        messages = List.copyOf(messages);
    }
}
