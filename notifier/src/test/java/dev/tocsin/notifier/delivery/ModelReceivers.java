package dev.tocsin.notifier.delivery;

import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.STATUS_PAGE;
import static dev.tocsin.event.NotificationKind.TICKET;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.kind.DigestDetails;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.ChannelType;

/** Receivers that keep what they are told: what is open there, and what they were told too late. */
final class ModelReceivers {

    private record Thing(String destination, String incident, int round) {}

    private final Set<Thing> open = new HashSet<>();
    private final Set<Thing> ended = new HashSet<>();
    private final List<String> oldWords = new ArrayList<>();

    /** What the catalogue says of the type that the channel is named after. */
    static ChannelType type(Notification notification) {
        return ChannelCatalogue.known(notification.getChannel());
    }

    /**
     * A message arrives.
     *
     * @param possibleRepeat
     *            whether it says that it may be a repeat
     */
    void take(Notification notification, boolean possibleRepeat) {
        var incident = notification.getIncident();
        var thing = new Thing(notification.getDestination(), incident.getId(), incident.getRound());
        if (incident.getState() == IncidentState.RESOLVED) {
            open.remove(thing);
            ended.add(thing);
            return;
        }
        if (!type(notification).isThrottleable() && opens(notification.getKind())) {
            open.add(thing);
        }
        if (ended.contains(thing) && !possibleRepeat) {
            oldWords.add(notification.getKind() + " after the end of " + thing);
        }
    }

    private static boolean opens(NotificationKind kind) {
        return kind == PAGE || kind == TICKET || kind == STATUS_PAGE;
    }

    /**
     * An attempt starts.
     *
     * @param now
     *            the state of its incident
     * @param round
     *            the round of its incident
     */
    void start(Notification notification, IncidentState now, int round) {
        var told = notification.getIncident();
        var isOver = now == IncidentState.RESOLVED && told.getState() != IncidentState.RESOLVED;
        var isPassed = told.getRound() < round || now != IncidentState.OPEN;
        if (notification.getKind() == PAGE ? isPassed : opens(notification.getKind()) && isOver) {
            oldWords.add(notification.getKind() + " of round " + told.getRound() + " to " + notification
                    .getDestination() + " when " + told.getId() + " is " + now + " in round " + round);
        }
    }

    /**
     * A digest is sent.
     *
     * @param now
     *            the state of each incident, by id
     */
    void takeDigest(Notification digest, Map<String, IncidentState> now) {
        DigestDetails.rows(digest).forEach(row -> {
            if (now.get(row.id()) == IncidentState.RESOLVED && !row.state().equals("resolved")) {
                oldWords.add("a digest calls " + row.id() + " " + row.state());
            }
        });
    }

    /** What is open there. */
    Set<?> open() {
        return Set.copyOf(open);
    }

    /** What was told as news although it was over. */
    List<String> oldWords() {
        return List.copyOf(oldWords);
    }

    /** Whether a notification may wait for a digest: below the top severity, in chat, by mail and telephone, and no end that edits a message. */
    static boolean mayWait(Notification notification) {
        return notification.getIncident().getSeverity().getRank() > 1 && Set.of("slack", "email", "voice").contains(
                notification
                        .getChannel()) && !(notification.getChannel().equals("slack") && notification.getIncident()
                                .getState() == IncidentState.RESOLVED);
    }
}
