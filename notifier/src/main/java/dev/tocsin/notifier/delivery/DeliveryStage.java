package dev.tocsin.notifier.delivery;

import java.time.Instant;

/** Where an unfinished notification is. */
public sealed interface DeliveryStage {

    /** Not tried yet, or in doubt after a crash: may be claimed now. */
    record Queued() implements DeliveryStage {}

    /** Failed, and to be claimed again. */
    record Waiting(Instant until) implements DeliveryStage {}

    /** Claimed and on its way out. */
    record InFlight() implements DeliveryStage {}

    /** The attempt is over and not written down yet. */
    record Landed(Outcome outcome) implements DeliveryStage {}
}
