package dev.tocsin.notifier.delivery;

import java.time.Instant;

import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;

/** One step of a notification; it takes effect once it is written in a transaction. */
public sealed interface DeliveryStep {

    /** What it is about. */
    Notification notification();

    /** Number of the attempt. */
    int attempt();

    /** Whether an earlier attempt may have arrived. */
    boolean possibleRepeat();

    /**
     * The notification is about to be sent. Written first, so that a crash leaves a trace.
     *
     * @param message
     *            what is sent: the notification itself, or a digest that it carries
     */
    record Claim(Notification notification, int attempt, boolean possibleRepeat, Notification message)
            implements
                DeliveryStep {

        /** Of the notification itself. */
        public Claim(Notification notification, int attempt, boolean possibleRepeat) {
            this(notification, attempt, possibleRepeat, notification);
        }

        /** Whether others are told with it. */
        public boolean isDigest() {
            return !message.getId().equals(notification.getId());
        }
    }

    /**
     * The throttle of the destination holds the notification back for a digest.
     *
     * @param attempt
     *            always 0
     * @param until
     *            when there is room again, as far as is known
     */
    record Hold(Notification notification, int attempt, boolean possibleRepeat, Instant until, String reason)
            implements
                DeliveryStep {}

    /**
     * The attempt failed; the notification waits.
     *
     * @param attempt
     *            0 if it was not attempted because it waits for another notification
     * @param overdue
     *            whether it became overdue with this step
     */
    record Postpone(Notification notification, int attempt, boolean possibleRepeat, Instant until, String reason,
            int status, boolean overdue) implements DeliveryStep {}

    /**
     * The notification is finished.
     *
     * @param outcome
     *            DELIVERED, REJECTED, DROPPED or GAVE_UP
     * @param code
     *            code of the decision, such as delivered or dropped-acknowledged
     */
    record Finish(Notification notification, int attempt, boolean possibleRepeat, DeliveryOutcome outcome,
            String code, String reason, int status, String receipt) implements DeliveryStep {}
}
