package dev.tocsin.notifier.delivery;

import java.time.Instant;

import dev.tocsin.event.Notification;

/**
 * One unfinished notification of a partition.
 *
 * @param offset
 *            its offset in tocsin.notifications
 * @param loggedAt
 *            its log time
 * @param attempt
 *            number of the last claimed attempt; 0 before the first
 * @param possibleRepeat
 *            whether an earlier attempt may have arrived
 * @param overdue
 *            whether it was reported as overdue
 * @param held
 *            whether the throttle of its destination holds it back for a digest
 */
public record PendingNotification(long offset, Instant loggedAt, Notification notification, DeliveryStage stage,
        int attempt,
        boolean possibleRepeat, boolean overdue, boolean held) {

    /** An entry that is not held back. */
    public PendingNotification(long offset, Instant loggedAt, Notification notification, DeliveryStage stage,
            int attempt, boolean possibleRepeat, boolean overdue) {
        this(offset, loggedAt, notification, stage, attempt, possibleRepeat, overdue, false);
    }

    /** An entry that is not overdue. */
    public PendingNotification(long offset, Instant loggedAt, Notification notification, DeliveryStage stage,
            int attempt,
            boolean possibleRepeat) {
        this(offset, loggedAt, notification, stage, attempt, possibleRepeat, false);
    }

    /** Notifications that stay in order: same destination, incident and round. */
    record Lane(String destination, String incidentId, int round) {}

    Lane lane() {
        var incident = notification.getIncident();
        return new Lane(notification.getDestination(), incident.getId(), incident.getRound());
    }

    PendingNotification at(DeliveryStage next) {
        return new PendingNotification(offset, loggedAt, notification, next, attempt, possibleRepeat, overdue, held);
    }

    PendingNotification claimed() {
        return new PendingNotification(offset, loggedAt, notification, new DeliveryStage.InFlight(), attempt + 1,
                possibleRepeat,
                overdue, held);
    }

    /** After an attempt that was not made. */
    PendingNotification refused() {
        return new PendingNotification(offset, loggedAt, notification, new DeliveryStage.Queued(), attempt + 1,
                possibleRepeat, overdue, held);
    }

    /** Held back for a digest. */
    PendingNotification heldBack() {
        return new PendingNotification(offset, loggedAt, notification, new DeliveryStage.Queued(), attempt,
                possibleRepeat, overdue, true);
    }

    /**
     * Waits.
     *
     * @param isLate
     *            true if a page is overdue whenever its next attempt is
     */
    PendingNotification waiting(Instant until, boolean mayHaveArrived, boolean isLate) {
        return new PendingNotification(offset, loggedAt, notification, new DeliveryStage.Waiting(until), attempt,
                possibleRepeat || mayHaveArrived,
                overdue || (isLate && Overdue.isPage(notification)) || Overdue.is(notification, until), held);
    }

    boolean inFlight() {
        return stage instanceof DeliveryStage.InFlight || stage instanceof DeliveryStage.Landed;
    }
}
