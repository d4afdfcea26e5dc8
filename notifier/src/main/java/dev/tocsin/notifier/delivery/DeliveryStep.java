package dev.tocsin.notifier.delivery;

import java.time.Instant;

import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;

/** One thing to be written down, in one transaction, before it counts. */
public sealed interface DeliveryStep {

    /** What it is about. */
    Notification notification();

    /** Number of the attempt. */
    int attempt();

    /** Whether an earlier attempt may have arrived. */
    boolean possibleRepeat();

    /** It is about to be sent: written first, so that a crash leaves a trace of it. */
    record Claim(Notification notification, int attempt, boolean possibleRepeat) implements DeliveryStep {}

    /**
     * It failed and waits.
     *
     * @param attempt
     *            0 where it waits for another one and was not tried yet
     * @param overdue
     *            whether others must be told in the meantime, which is said once
     */
    record Postpone(Notification notification, int attempt, boolean possibleRepeat, Instant until, String reason,
            int status, boolean overdue) implements DeliveryStep {}

    /**
     * It is over.
     *
     * @param outcome
     *            DELIVERED, REJECTED, DROPPED or GAVE_UP
     * @param code
     *            short code of the decision, such as delivered or dropped-acknowledged
     */
    record Finish(Notification notification, int attempt, boolean possibleRepeat, DeliveryOutcome outcome,
            String code, String reason, int status, String receipt) implements DeliveryStep {}
}
