package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;
import dev.tocsin.notifier.throttle.Digest;
import dev.tocsin.notifier.throttle.MessageWindow;
import dev.tocsin.policy.model.Throttle;

/** What a destination got lately, and which of its notifications carries a digest of which others. Not thread-safe. */
final class DestinationThrottle {

    /** An attempt that began goes on with its number; else a page, the most severe, the oldest. */
    private static final Comparator<PendingNotification> CARRIER = Comparator.<PendingNotification>comparingInt(
            it -> -it.attempt()).thenComparing(it -> !Urgency.isPage(it)).thenComparingInt(it -> it.notification()
                    .getIncident().getSeverity().getRank()).thenComparingLong(PendingNotification::offset);

    private final MessageWindow window;
    private final Map<Long, List<Long>> digests = new HashMap<>();

    DestinationThrottle(MessageWindow window) {
        this.window = window;
    }

    /** When there is room for one more message; empty if there is now. */
    Optional<Instant> roomAt(Instant now, Throttle throttle, int others) {
        return window.count(now, throttle.within()) + others < throttle.messages()
                ? Optional.empty()
                : Optional.of(window.roomAt(now, throttle, others).orElse(now.plus(DestinationQueue.LOOK_AGAIN)));
    }

    static String reason(Throttle throttle, Instant until) {
        return "held back: " + throttle.messages() + " messages within " + throttle.within().toSeconds()
                + " s are sent to this destination; a digest follows at about " + until;
    }

    /** Which of those that are held back is recorded as sent. */
    static PendingNotification carrier(Collection<PendingNotification> held) {
        return held.stream().min(CARRIER).orElseThrow();
    }

    /** What is sent for them: the only one itself, else a digest. Remembered until the carrier's attempt ends. */
    Notification message(PendingNotification carrier, List<PendingNotification> held) {
        var others = held.stream().map(PendingNotification::offset).filter(it -> it != carrier.offset()).toList();
        digests.put(carrier.offset(), others);
        return others.isEmpty()
                ? carrier.notification()
                : Digest.of(carrier.notification(), held.stream().map(PendingNotification::notification).toList());
    }

    /** Whether its attempt is a digest; one that an earlier owner of the partition began counts as one. */
    boolean isCarrier(PendingNotification entry) {
        return entry.held() && !List.of().equals(digests.get(entry.offset()));
    }

    /** Offsets of those that its digest told besides the carrier; none for what went by itself. */
    List<Long> toldBy(PendingNotification carrier) {
        return isCarrier(carrier) ? digests.getOrDefault(carrier.offset(), List.of()) : List.of();
    }

    /** Whether the digest of one of these is in flight. */
    boolean isTelling(Collection<PendingNotification> entries) {
        return entries.stream().anyMatch(it -> it.held() && it.inFlight());
    }

    /** These steps were written. */
    void wrote(List<DeliveryStep> steps, Instant at) {
        steps.forEach(step -> {
            if (isDelivery(step)) {
                window.add(at);
            }
        });
    }

    /** Messages that these steps record as delivered. */
    static int deliveries(List<DeliveryStep> steps) {
        return (int) steps.stream().filter(DestinationThrottle::isDelivery).count();
    }

    private static boolean isDelivery(DeliveryStep step) {
        return step instanceof DeliveryStep.Finish finish && finish.outcome() == DeliveryOutcome.DELIVERED;
    }

    /** Forgets carriers that are finished. */
    void keepOnly(Collection<Long> offsets) {
        if (!digests.isEmpty()) {
            digests.keySet().retainAll(offsets);
        }
    }

    /** Whether no throttle counts what was sent. */
    boolean isQuiet(Instant now) {
        return window.isQuiet(now);
    }
}
