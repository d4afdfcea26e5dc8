package dev.tocsin.notifier.delivery;

import java.util.Optional;

/** Attempts of this process: an attempt that the log shows as started may still be in flight here. */
@FunctionalInterface
public interface KnownAttempts {

    /** In flight or finished; empty if this process did not start it. */
    Optional<DeliveryStage> attempt(String notificationId, int attempt);
}
