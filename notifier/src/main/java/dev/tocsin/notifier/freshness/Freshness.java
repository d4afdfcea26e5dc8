package dev.tocsin.notifier.freshness;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.delivery.Judge;
import dev.tocsin.notifier.delivery.Verdict;
import dev.tocsin.notifier.freshness.IncidentView.Standing;

/**
 * Judges as of now whether somebody should still be told. In doubt it says yes: a page too many is better than one too
 * few. A resolve is always told, so that nothing that was opened outside stays open.
 */
public final class Freshness implements Judge {

    private final IncidentView incidents;
    private final Supplier<Boolean> upToDate;
    private final Receivers receivers;

    /** What the policy says of the receivers, as far as it is read. */
    public interface Receivers {

        /** Whether the receiver folds the same notification sent twice; empty while the policy is not read. */
        Optional<Boolean> keyed(Notification notification);

        /** How many attempts to one destination may be under way together. */
        int parallel(Notification notification);
    }

    /**
     * A judge.
     *
     * @param upToDate
     *            whether the view of incidents can be trusted now
     */
    public Freshness(IncidentView incidents, Supplier<Boolean> upToDate, Receivers receivers) {
        this.incidents = incidents;
        this.upToDate = upToDate;
        this.receivers = receivers;
    }

    @Override
    public Verdict judge(Notification notification, int attempt, boolean possibleRepeat) {
        var standing = upToDate.get()
                ? incidents.standing(notification.getIncident().getId())
                        .filter(it -> it.revision() >= notification.getIncident().getRevision())
                : Optional.<Standing>empty();
        return switch (notification.getKind()) {
            case PAGE -> standing.map(it -> needed(it, notification)).orElse(new Verdict.Send());
            case LADDER_EXHAUSTED -> standing.map(it -> needed(it, notification))
                    .filter(Verdict.Drop.class::isInstance).orElseGet(() -> known(notification, possibleRepeat));
            case ACKNOWLEDGED, MITIGATED -> standing.filter(_ -> attempt > 0).map(it -> outdated(it, notification))
                    .filter(Verdict.Drop.class::isInstance).orElseGet(() -> known(notification, possibleRepeat));
            case RESOLVED, UNKNOWN, PAGE_MISSED, DECLARED, SEVERITY_CHANGED, UPDATED, REOPENED, CLOSED, ROOM, WAR_ROOM,
                    TICKET, STATUS_PAGE, UPDATE_DUE, UPDATE_LAPSED, CLOCK_WARNING, CLOCK_BREACHED, TASK_DUE,
                    TASK_OVERDUE -> known(notification, possibleRepeat);
        };
    }

    @Override
    public int parallel(Notification notification) {
        return Math.max(1, receivers.parallel(notification));
    }

    private static Verdict needed(Standing now, Notification notification) {
        if (now.round() > notification.getIncident().getRound()) {
            return new Verdict.Drop("older-round", "the incident is in round " + now.round()
                    + " by now, which has a ladder of its own");
        }
        return switch (now.state()) {
            case OPEN, UNKNOWN -> new Verdict.Send();
            // Whom a person called in (rung 0) is needed also when somebody has it.
            case ACKNOWLEDGED, MITIGATED -> notification.getKind() == NotificationKind.PAGE
                    && notification.getRung() == 0 ? new Verdict.Send() : moot(now);
            case RESOLVED, CLOSED -> moot(now);
        };
    }

    private static Verdict moot(Standing now) {
        return new Verdict.Drop(word(now.state()), "the incident is " + word(now.state()) + by(now) + " since "
                + now.updatedAt());
    }

    /** An update that failed before and is not news any more. */
    private static Verdict outdated(Standing now, Notification notification) {
        return now.isOver() || now.round() > notification.getIncident().getRound()
                ? new Verdict.Drop("outdated", "the incident has moved on to " + word(now.state()))
                : new Verdict.Send();
    }

    /** What may have arrived and is no page is repeated only where the receiver knows a repeat when it sees one. */
    private Verdict known(Notification notification, boolean possibleRepeat) {
        return possibleRepeat && !receivers.keyed(notification).orElse(true)
                ? new Verdict.Drop("in-doubt", "it may have arrived, and the receiver could not tell a repeat")
                : new Verdict.Send();
    }

    private static String by(Standing now) {
        return now.by().isEmpty() ? "" : " by " + now.by();
    }

    private static String word(IncidentState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** How far the view may lag before it is not asked any more. */
    public static boolean trusted(Instant lastRead, Instant now) {
        return !lastRead.isBefore(now.minus(Duration.ofSeconds(10)));
    }
}
