package dev.tocsin.notifier.freshness;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.delivery.FreshnessVerdict;
import dev.tocsin.notifier.freshness.IncidentView.Standing;
import dev.tocsin.notifier.kind.KindDetails;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.schemas.incident.ClockKind;
import dev.tocsin.schemas.incident.IncidentStates;

/** Whether a notification is still worth sending, given the current state of its incident. */
final class FreshnessRule {

    private FreshnessRule() {}

    /**
     * Why not; empty if it is.
     *
     * @param attempt
     *            number of attempts already made
     */
    static Optional<FreshnessVerdict.Drop> lost(Standing now, Notification notification, int attempt) {
        return switch (KindTraits.of(notification.getKind())) {
            case ASKS -> asked(now, notification);
            case MISSED -> now.isOver() ? Optional.of(over(now)) : Optional.empty();
            case STANDS -> told(now, notification, attempt);
            case ARRANGES -> arranged(now, notification);
            case REMINDS -> reminded(now, notification);
            case CHORES -> chore(now, notification);
            case ENDS, UNHEARD_OF -> Optional.empty();
        };
    }

    private static Optional<FreshnessVerdict.Drop> asked(Standing now, Notification notification) {
        if (isOlderRound(now, notification)) {
            return drop("older-round", "the incident is now in round " + now.round() + ", which has its own ladder");
        }
        return switch (now.state()) {
            case OPEN, UNKNOWN -> Optional.empty();
            // A requested page (step 0) is sent even if the incident is acknowledged.
            case ACKNOWLEDGED, MITIGATED -> notification.getKind() == NotificationKind.PAGE
                    && notification.getRung() == 0 ? Optional.empty() : Optional.of(over(now));
            case RESOLVED, CLOSED -> Optional.of(over(now));
        };
    }

    /**
     * A declaration is dropped after the resolve; other news when a retry is outdated. News after the resolve are sent.
     */
    private static Optional<FreshnessVerdict.Drop> told(Standing now, Notification notification, int attempt) {
        if (notification.getKind() == NotificationKind.DECLARED && now.isOver()) {
            return Optional.of(over(now));
        }
        var endedSince = now.isOver() && !IncidentStates.isOver(notification.getIncident().getState());
        return attempt > 0 && (endedSince || isOlderRound(now, notification))
                ? drop("outdated", "the incident is now " + word(now.state()))
                : Optional.empty();
    }

    /** A resolved incident opens nothing; the status page is updated to the end. */
    private static Optional<FreshnessVerdict.Drop> arranged(Standing now, Notification notification) {
        var closes = new KindDetails(notification).text("status").filter("resolved"::equals).isPresent();
        return now.isOver() && !closes ? Optional.of(over(now)) : Optional.empty();
    }

    private static Optional<FreshnessVerdict.Drop> reminded(Standing now, Notification notification) {
        if (isOlderRound(now, notification)) {
            return drop("older-round", "the incident is now in round " + now.round()
                    + ", which has its own update deadlines");
        }
        var details = new KindDetails(notification);
        var clock = ClockKind.of(details.phase());
        if (clock.filter(ClockKind::startsAtResolve).isPresent() ? now.state() == IncidentState.CLOSED : now.isOver()) {
            return Optional.of(over(now));
        }
        return switch (notification.getKind()) {
            case UPDATE_DUE, UPDATE_LAPSED -> isUpdatedSince(now, notification, details.audience())
                    ? drop("updated", "an update was posted in the meantime")
                    : Optional.empty();
            case CLOCK_WARNING -> clock.filter(now.done().met()::contains).isPresent()
                    ? drop("met", "the clock was met in the meantime")
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isUpdatedSince(Standing now, Notification notification, String audience) {
        var then = notification.getIncident();
        var inside = isLater(now.done().insideUpdatedAt(), then.getInsideUpdatedAt(), notification);
        var outside = isLater(now.done().outsideUpdatedAt(), then.getOutsideUpdatedAt(), notification);
        return switch (audience) {
            case "inside" -> inside;
            case "outside" -> outside;
            default -> inside || outside;
        };
    }

    /** A redacted incident does not contain its last update. */
    private static boolean isLater(Optional<Instant> now, Optional<Instant> then, Notification notification) {
        var known = notification.getIncident().getConfidential()
                ? then.or(() -> Optional.of(notification.getCreatedAt()))
                : then;
        return now.filter(at -> known.isEmpty() || at.isAfter(known.get())).isPresent();
    }

    private static Optional<FreshnessVerdict.Drop> chore(Standing now, Notification notification) {
        var tasks = new KindDetails(notification).tasks();
        return tasks.isEmpty() || tasks.stream().anyMatch(now.openTasks()::contains)
                ? Optional.empty()
                : drop("done", "the follow-ups are done or withdrawn");
    }

    private static boolean isOlderRound(Standing now, Notification notification) {
        return now.round() > notification.getIncident().getRound();
    }

    private static FreshnessVerdict.Drop over(Standing now) {
        return new FreshnessVerdict.Drop(word(now.state()), "the incident is " + word(now.state()) + by(now) + " since "
                + now.updatedAt());
    }

    private static Optional<FreshnessVerdict.Drop> drop(String code, String reason) {
        return Optional.of(new FreshnessVerdict.Drop(code, reason));
    }

    private static String by(Standing now) {
        return now.by().isEmpty() ? "" : " by " + now.by();
    }

    private static String word(IncidentState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
