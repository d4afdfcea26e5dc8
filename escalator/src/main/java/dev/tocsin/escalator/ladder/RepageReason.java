package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.schemas.time.Durations;

/** Why the ladder starts again from its first step, derived from the snapshots before and after. */
final class RepageReason {

    private RepageReason() {}

    /**
     * For an incident that was not open before, or has another severity.
     *
     * @param expires
     *            after how long an acknowledgement expires by its ladder
     */
    static String of(Incident before, Incident after, Optional<Duration> expires) {
        var worse = after.getSeverity().getRank() < before.getSeverity().getRank();
        return switch (before.getState()) {
            case ACKNOWLEDGED -> worse
                    ? was("acknowledged", before, after)
                    : noLongerAcknowledged(before, after, expires);
            case MITIGATED -> worse
                    ? was("mitigated", before, after)
                    : "the mitigation" + by(before.getMitigatedBy()) + " failed";
            case RESOLVED, CLOSED -> "the incident reopened";
            case OPEN, UNKNOWN -> worse
                    ? "severity raised from " + before.getSeverity().getId() + " to " + after.getSeverity().getId()
                    : "the incident is unacknowledged again";
        };
    }

    private static String noLongerAcknowledged(Incident before, Incident after, Optional<Duration> expires) {
        if (isReached(before.getSnoozedUntil(), after)) {
            return "the snooze" + by(Acknowledgements.who(before)) + " ended";
        }
        if (isReached(before.getAcknowledgedUntil(), after)) {
            return "the acknowledgement" + by(Acknowledgements.who(before)) + " expired" + expires.map(span -> " after "
                    + Durations
                            .inWords(span)).orElse("");
        }
        return "the acknowledgement" + by(Acknowledgements.who(before)) + " no longer holds";
    }

    private static boolean isReached(Optional<Instant> moment, Incident after) {
        return moment.filter(at -> !at.isAfter(after.getUpdatedAt())).isPresent();
    }

    private static String was(String state, Incident before, Incident after) {
        return state + " as " + before.getSeverity().getId() + ", now " + after.getSeverity().getId();
    }

    private static String by(String who) {
        return who.isEmpty() ? "" : " by " + who;
    }
}
