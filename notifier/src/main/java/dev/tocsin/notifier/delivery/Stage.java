package dev.tocsin.notifier.delivery;

import java.time.Instant;

/** Where an unfinished notification is. */
public sealed interface Stage {

    /** Not tried yet, or in doubt after a crash: may be claimed now. */
    record Queued() implements Stage {}

    /** Failed, and to be claimed again. */
    record Waiting(Instant until) implements Stage {}

    /** Claimed and on its way out. */
    record InFlight() implements Stage {}

    /** The attempt is over and not written down yet. */
    record Landed(Outcome outcome) implements Stage {}
}
