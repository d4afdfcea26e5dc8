package dev.tocsin.notifier.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.kind.Nature;
import dev.tocsin.notifier.message.Message.Line;

/** Writes what somebody reads who was just woken: first whether to get up, then what to do. */
public final class MessageWriter {

    /** Label of the line that says which incident it is, and where it is. */
    static final String INCIDENT = "Incident";

    private final Places places;

    /**
     * A writer.
     *
     * @param console
     *            address at which people reach the console, without a slash at its end
     */
    public MessageWriter(Optional<String> console) {
        this.places = new Places(console);
    }

    /** The message as of now. */
    public Message write(Notification notification, boolean possibleRepeat, Instant now) {
        var lines = new Lines();
        if (possibleRepeat) {
            lines.add("Possible repeat", "an earlier copy may have reached you; its answer was lost");
        }
        if (notification.getKind() != NotificationKind.PAGE_MISSED) {
            lines.add("Late", Headline.late(notification, now).map(late -> "by " + late + ", due " + Ago.moment(
                    notification.getDueAt()) + "; judged again before it was sent"));
        }
        lines.all(new News(notification, places, now).lines()).all(new Body(notification, places, now).lines());
        if (!lines.has(INCIDENT)) {
            lines.all(actions(notification));
        }
        return new Message(Headline.of(notification, possibleRepeat, now), lines.made());
    }

    private List<Line> actions(Notification notification) {
        var incident = notification.getIncident();
        var page = places.incident(incident.getId());
        var round = incident.getRound() > 1 ? " (reopened, round " + incident.getRound() + ")" : "";
        return Nature.of(notification.getKind()).isUrgent()
                ? List.of(new Line("Acknowledge", page.isPresent() ? "" : "in the console", page),
                        Line.of(INCIDENT, incident.getId() + round))
                : List.of(new Line(INCIDENT, incident.getId() + round, page));
    }
}
