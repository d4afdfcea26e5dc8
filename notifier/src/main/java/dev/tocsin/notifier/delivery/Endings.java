package dev.tocsin.notifier.delivery;

import dev.tocsin.event.DeliveryOutcome;

/** Builds the steps that finish a notification. */
final class Endings {

    private Endings() {}

    /** After an attempt. */
    static DeliveryStep.Finish over(PendingNotification entry, DeliveryOutcome outcome, String code, Outcome result,
            String receipt) {
        return new DeliveryStep.Finish(entry.notification(), entry.attempt(), entry.possibleRepeat(), outcome, code,
                result.reason(), result.status(), receipt);
    }

    /** It carried a digest. Without the receipt: later news of its incident are no replies to the digest. */
    static DeliveryStep.Finish asDigest(PendingNotification entry, Outcome.Delivered result, int told) {
        return new DeliveryStep.Finish(entry.notification(), entry.attempt(), entry.possibleRepeat(),
                DeliveryOutcome.DELIVERED, "delivered", result.reason() + ", in a digest of " + told + " messages",
                result.status(), "");
    }

    /** Told in the digest of another. */
    static DeliveryStep.Finish inDigest(PendingNotification entry, PendingNotification carrier) {
        return dropped(entry, "digest", "held back by the throttle of its destination and told in the digest that "
                + carrier.notification().getId() + " carried");
    }

    /** Without one. */
    static DeliveryStep.Finish dropped(PendingNotification entry, String code, String reason) {
        return new DeliveryStep.Finish(entry.notification(), entry.attempt(), entry.possibleRepeat(),
                DeliveryOutcome.DROPPED, "dropped-" + code, reason, 0, "");
    }
}
