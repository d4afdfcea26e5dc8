package dev.tocsin.notifier.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerWay;

/**
 * What the receiver of a notification can answer right where it reaches them. Tokens are bound to the incident, its round, the
 * receiver and the action, and expire. Empty without a door for answers, and in a digest, which stands for no incident: then messages
 * only link to the console.
 */
public record AnswerButtons(AnswerDoor door, Notification notification, Instant now) {

    /**
     * What makes sense as the incident stands in the notification: to acknowledge and to resolve, or to resolve only.
     *
     * @param edits
     *            whether an earlier page is brought up to date, which had buttons
     */
    public List<AnswerAction> actions(boolean edits) {
        return door.isOpen() && !KindTraits.isDigest(notification.getKind()) && (edits || KindTraits.of(
                notification.getKind()).isUrgent())
                        ? AnswerAction.in(notification.getIncident().getState()).stream().filter(action -> link(action)
                                .isPresent()).toList()
                        : List.of();
    }

    /** Whether the notification asks for an acknowledgement. */
    public boolean canAcknowledge() {
        return actions(false).contains(AnswerAction.ACKNOWLEDGE);
    }

    /** A token for one of the actions. */
    public Optional<String> token(AnswerWay way, AnswerAction action) {
        return door.token(way, action, notification, now);
    }

    /** The address of the page of one of the actions. */
    public Optional<String> link(AnswerAction action) {
        return door.link(action, notification, now);
    }

    /** The address of the page on which the receiver acknowledges; empty if there is nothing to acknowledge. */
    public Optional<String> acknowledgeLink() {
        return canAcknowledge() ? link(AnswerAction.ACKNOWLEDGE) : Optional.empty();
    }

    /** The address to which a vendor reports what became of the notification. */
    public Optional<String> reports(String source) {
        return !KindTraits.isDigest(notification.getKind()) && KindTraits.of(notification.getKind()).isUrgent()
                ? door.reports(source, notification, now)
                : Optional.empty();
    }
}
