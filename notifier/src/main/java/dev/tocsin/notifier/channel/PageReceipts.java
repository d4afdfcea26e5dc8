package dev.tocsin.notifier.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;

/**
 * What receivers call the latest page of an incident, so that what follows can refer to it. A bounded memory: what it has
 * forgotten is told without a reference. Safe for use by several threads.
 */
public final class PageReceipts {

    private static final int REMEMBERED = 20_000;

    private final Map<Key, String> receipts = new LinkedHashMap<>();

    private record Key(String destination, String incidentId) {}

    synchronized void delivered(Notification notification, String receipt) {
        if (notification.getKind() == NotificationKind.PAGE) {
            remember(new Key(notification.getDestination(), notification.getIncident().getId()), receipt);
        }
    }

    /** Takes what the log says of a delivery. */
    public synchronized void saw(Delivery delivery) {
        if (delivery.getKind() == NotificationKind.PAGE && delivery.getOutcome() == DeliveryOutcome.DELIVERED) {
            remember(new Key(delivery.getDestination(), delivery.getIncidentId()), delivery.getReceipt());
        }
    }

    private void remember(Key key, String receipt) {
        if (receipt.isEmpty()) {
            return;
        }
        receipts.remove(key);
        receipts.put(key, receipt);
        if (receipts.size() > REMEMBERED) {
            var oldest = receipts.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    synchronized Optional<String> page(Notification notification) {
        return Optional.ofNullable(
                receipts.get(new Key(notification.getDestination(), notification.getIncident().getId())));
    }
}
