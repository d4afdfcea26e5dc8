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
 * Receipts of the messages that later news refer to: the first message in the incident channel, else the latest page, ticket or status page incident. Bounded: without a receipt, news are sent without a reference. Thread-safe.
 */
public final class Receipts {

    private static final int REMEMBERED = 20_000;

    /** Kinds that open something that later news refer to. */
    private static final Set<NotificationKind> OPENING = Set.of(NotificationKind.PAGE, NotificationKind.ROOM,
            NotificationKind.TICKET, NotificationKind.STATUS_PAGE);

    private final Map<Key, Receipt> receipts = new LinkedHashMap<>();

    private record Key(String destination, String incidentId) {}

    /**
     * The receiver's id of a message.
     *
     * @param text
     *            the receiver's id
     * @param ofRoom
     *            whether it is the first message in the incident channel
     */
    public record Receipt(String text, boolean ofRoom) {}

    public synchronized void delivered(Notification notification, String receipt) {
        remember(new Key(notification.getDestination(), notification.getIncident().getId()), notification.getKind(),
                receipt);
    }

    /** Learns from a delivery in the log. */
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
