package dev.tocsin.notifier.delivery;

import java.time.Instant;

import dev.tocsin.event.Notification;

/**
 * One unfinished notification of a partition.
 *
 * @param offset
 *            where it lies in its partition of tocsin.notifications
 * @param loggedAt
 *            when the log took it
 * @param attempt
 *            number of the last claimed attempt; 0 before the first
 * @param possibleRepeat
 *            whether an earlier attempt may have arrived
 * @param overdue
 *            whether it was said that others must be told in the meantime
 */
public record Entry(long offset, Instant loggedAt, Notification notification, DeliveryStage stage, int attempt,
        boolean possibleRepeat, boolean overdue) {

    /** One that is not overdue. */
    public Entry(long offset, Instant loggedAt, Notification notification, DeliveryStage stage, int attempt,
            boolean possibleRepeat) {
        this(offset, loggedAt, notification, stage, attempt, possibleRepeat, false);
    }

    /** What must stay in order: one destination's news of one round of one incident. */
    record Lane(String destination, String incidentId, int round) {}

    Lane lane() {
        var incident = notification.getIncident();
        return new Lane(notification.getDestination(), incident.getId(), incident.getRound());
    }

    Entry at(DeliveryStage next) {
        return new Entry(offset, loggedAt, notification, next, attempt, possibleRepeat, overdue);
    }

    Entry claimed() {
        return new Entry(offset, loggedAt, notification, new DeliveryStage.InFlight(), attempt + 1, possibleRepeat,
                overdue);
    }

    Entry waiting(Instant until, boolean mayHaveArrived) {
        return new Entry(offset, loggedAt, notification, new DeliveryStage.Waiting(until), attempt,
                possibleRepeat || mayHaveArrived, overdue || Overdue.is(notification, until));
    }

    boolean inFlight() {
        return stage instanceof DeliveryStage.InFlight || stage instanceof DeliveryStage.Landed;
    }
}
