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

    /** Without one. */
    static DeliveryStep.Finish dropped(PendingNotification entry, String code, String reason) {
        return new DeliveryStep.Finish(entry.notification(), entry.attempt(), entry.possibleRepeat(),
                DeliveryOutcome.DROPPED, "dropped-" + code, reason, 0, "");
    }
}
