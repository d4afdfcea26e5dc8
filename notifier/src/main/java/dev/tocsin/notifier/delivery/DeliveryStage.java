package dev.tocsin.notifier.delivery;

import java.time.Instant;

/** Stage of an unfinished notification. */
public sealed interface DeliveryStage {

    /** Not attempted, or in doubt after a crash; may be claimed now. */
    record Queued() implements DeliveryStage {}

    /** Failed; waits for the next attempt. */
    record Waiting(Instant until) implements DeliveryStage {}

    /** Claimed and being sent. */
    record InFlight() implements DeliveryStage {}

    /** The attempt finished; its result is not written yet. */
    record Landed(Outcome outcome) implements DeliveryStage {}
}
