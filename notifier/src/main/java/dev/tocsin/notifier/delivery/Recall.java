package dev.tocsin.notifier.delivery;

import java.util.Optional;

/** What this process knows of an attempt that the log says was started: it may still be under way right here. */
@FunctionalInterface
public interface Recall {

    /** In flight or landed; empty when this process knows nothing of it. */
    Optional<DeliveryStage> attempt(String notificationId, int attempt);
}
