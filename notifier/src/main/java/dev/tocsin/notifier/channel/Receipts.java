package dev.tocsin.notifier.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;

/**
 * What receivers call the message that what follows about an incident refers to: the first post of its room, else its latest
 * page, ticket or incident of a status page. A bounded memory: what it has forgotten is told without a reference. Safe for use by several threads.
 */
public final class Receipts {

    private static final int REMEMBERED = 20_000;

    /** What opens something outside that later news refer to. */
    private static final Set<NotificationKind> OPENING = Set.of(NotificationKind.PAGE, NotificationKind.ROOM,
            NotificationKind.TICKET, NotificationKind.STATUS_PAGE);

    private final Map<Key, Receipt> receipts = new LinkedHashMap<>();

    private record Key(String destination, String incidentId) {}

    /**
     * What a receiver calls a message.
     *
     * @param text
     *            in the receiver's words
     * @param ofRoom
     *            whether it is the first post of the incident's room
     */
    public record Receipt(String text, boolean ofRoom) {}

    public synchronized void delivered(Notification notification, String receipt) {
        remember(new Key(notification.getDestination(), notification.getIncident().getId()), notification.getKind(),
                receipt);
    }

    /** Takes what the log says of a delivery. */
    public synchronized void saw(Delivery delivery) {
        if (delivery.getOutcome() == DeliveryOutcome.DELIVERED) {
            remember(new Key(delivery.getDestination(), delivery.getIncidentId()), delivery.getKind(), delivery
                    .getReceipt());
        }
    }

    private void remember(Key key, NotificationKind kind, String receipt) {
        var ofRoom = kind == NotificationKind.ROOM;
        var opens = OPENING.contains(kind);
        var before = Optional.ofNullable(receipts.get(key));
        if (receipt.isEmpty() || !opens || (before.filter(Receipt::ofRoom)
                .isPresent() && !ofRoom)) {
            return;
        }
        receipts.remove(key);
        receipts.put(key, new Receipt(receipt, ofRoom));
        if (receipts.size() > REMEMBERED) {
            var oldest = receipts.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    public synchronized Optional<Receipt> of(Notification notification) {
        return Optional.ofNullable(
                receipts.get(new Key(notification.getDestination(), notification.getIncident().getId())));
    }
}
