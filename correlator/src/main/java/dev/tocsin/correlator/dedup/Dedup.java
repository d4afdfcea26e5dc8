package dev.tocsin.correlator.dedup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.correlator.dedup.DedupDecision.Changed;
import dev.tocsin.correlator.dedup.DedupDecision.Fresh;
import dev.tocsin.correlator.dedup.DedupDecision.Late;
import dev.tocsin.correlator.dedup.DedupDecision.Refired;
import dev.tocsin.correlator.dedup.DedupDecision.Repeat;
import dev.tocsin.correlator.dedup.DedupDecision.RepeatAfterResolve;
import dev.tocsin.correlator.dedup.DedupDecision.Resolved;
import dev.tocsin.correlator.dedup.DedupDecision.ResolvedBeforeSeen;
import dev.tocsin.correlator.dedup.DedupDecision.StillFiring;
import dev.tocsin.correlator.dedup.DedupDecision.Unreadable;
import dev.tocsin.correlator.flow.AppliedAlert.Before;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.state.AlertState;

/**
 * Deduplicates deliveries. Sources deliver twice, late and out of order; the peers of an Alertmanager cluster deliver the
 * same alert, and two Prometheus servers report different starts of one occurrence. While an alert fires, every firing
 * delivery confirms it. After a resolve, starts order the deliveries for as long as stragglers can arrive; later the
 * source's last delivery counts.
 */
public final class Dedup {

    /** A repeat is noted in the alert's row at most this often; a storm of repeats must not become a storm of writes. */
    public static final Duration NOTED_EVERY = Duration.ofSeconds(30);

    /**
     * How long a firing delivery of a resolved occurrence counts as late; after that the source is believed. Longer than a
     * sender keeps trying one delivery of the same occurrence (Alertmanager gives up after its group_interval, 5 min by
     * default); short enough that an alert which one of two peers wrongly called resolved is not lost.
     */
    public static final Duration STRAGGLERS = Duration.ofMinutes(15);

    private Dedup() {}

    /**
     * Decides what a delivery is.
     *
     * @param known
     *            the alert's row
     * @param serviceKey
     *            of the delivery's signal
     * @param now
     *            log time of the delivery
     * @param background
     *            asked only for a repeat that will be noted
     */
    public static DedupDecision decide(Optional<AlertState> known, Alert alert, String serviceKey, Instant now,
            RepeatContext background) {
        return switch (alert.getStatus()) {
            case FIRING -> known.map(state -> firing(state, alert, serviceKey, now, background))
                    .orElseGet(() -> new Fresh(unknown(alert, serviceKey, now).setOccurrences(1).build()));
            case RESOLVED -> known.map(state -> resolved(state, alert, now))
                    .orElseGet(() -> new ResolvedBeforeSeen(unknown(alert, serviceKey, now).setOccurrences(0).build()));
            case UNKNOWN -> new Unreadable();
        };
    }

    private static DedupDecision firing(AlertState state, Alert alert, String serviceKey, Instant now,
            RepeatContext background) {
        if (state.getStatus() == AlertStatus.FIRING) {
            return repeatOfFiring(state, alert, now, background);
        }
        if (state.getExpiring()) {
            return new Refired(fires(state, alert, serviceKey, now), "fires again after it expired");
        }
        if (StartTimes.isNextOccurrence(state, alert)) {
            return new Refired(fires(state, alert, serviceKey, now), "fires again since " + alert
                    .getStartsAt());
        }
        if (now.isAfter(state.getLastSeen().plus(STRAGGLERS))) {
            return new Refired(fires(state, alert, serviceKey, now),
                    "fires again: long after the resolve, " + "the source repeats that the occurrence of " + alert
                            .getStartsAt() + " holds");
        }
        return new Late(alert.getStartsAt().equals(state.getStartsAt())
                ? "the resolve of the same occurrence arrived first"
                : "belongs to an occurrence older than the one just resolved, which started at " + state.getStartsAt());
    }

    private static DedupDecision repeatOfFiring(AlertState state, Alert alert, Instant now,
            RepeatContext background) {
        var content = ContentDigest.digest(alert);
        var restated = !content.equals(state.getContent()) || StartTimes.isEarlier(state, alert);
        var later = StartTimes.isLater(state, alert);
        if (!restated && !later && !FiresUntil.isNews(state, alert)
                && now.isBefore(state.getLastSeen().plus(NOTED_EVERY))) {
            return new Repeat(Optional.empty(), "still firing, unchanged");
        }
        var noted = noted(state, alert, now).setGrade(grade(alert)).setContent(content)
                .setFiresUntil(FiresUntil.latest(state, alert).orElse(null))
                .setEarliestStartsAt(StartTimes.isEarlier(state, alert)
                        ? alert.getStartsAt()
                        : StartTimes.earliest(state))
                .build();
        if (state.getHeld()) {
            return new StillFiring(noted, Before.NOT_FIRING, "still firing, and suppressed so far");
        }
        return switch (background.standing(state.getIncidentId())) {
            case RUNNING -> restated
                    ? new Changed(noted, restated(state, alert, content))
                    : new Repeat(Optional.of(noted), later
                            ? "still firing; the source now reports the start " + alert.getStartsAt()
                            : "still firing, unchanged");
            case RESOLVED -> whileResolved(state, alert, noted);
            case CLOSED -> whileClosed(state, alert, noted, background);
            case SILENT -> new StillFiring(noted, Before.COUNTED, "still firing: incident " + state
                    .getIncidentId()
                    + " timed out without updates");
            case GONE -> new StillFiring(noted, Before.ALONE, state.getIncidentId().isEmpty()
                    ? "still firing, and not part of an incident"
                    : "still firing after the reopen window of resolved incident " + state.getIncidentId());
        };
    }

    /** The person who resolved the incident knew that the alert fires, but not that it fires anew or changed. */
    private static DedupDecision whileResolved(AlertState state, Alert alert, AlertState noted) {
        if (StartTimes.isLater(state, alert) && !StartTimes.wander(state)) {
            return new StillFiring(noted, Before.COUNTED, "incident " + state.getIncidentId()
                    + " is resolved, and the source reports a new start " + alert.getStartsAt());
        }
        return noted.getContent().equals(state.getContent())
                ? new RepeatAfterResolve(noted, "still firing, but incident " + state.getIncidentId()
                        + " is resolved: ignored unless the alert fires anew, gets worse, "
                        + "or still fires after the reopen window")
                : new Changed(noted, restated(state, alert, noted.getContent()));
    }

    /** As for a resolved incident, but a closed one accepts no alerts: the alert is processed as if it had none. */
    private static DedupDecision whileClosed(AlertState state, Alert alert, AlertState noted,
            RepeatContext background) {
        if (StartTimes.isLater(state, alert) && !StartTimes.wander(state)) {
            return new StillFiring(noted, Before.ALONE, "incident " + state.getIncidentId()
                    + " is closed, and the source reports a new start " + alert.getStartsAt());
        }
        return !noted.getContent().equals(state.getContent()) && background.isWorse(state, alert)
                ? new StillFiring(noted, Before.ALONE, "incident " + state.getIncidentId()
                        + " was closed while the alert fired, and the alert got worse")
                : new RepeatAfterResolve(noted, "still firing, but incident " + state.getIncidentId()
                        + " is closed: a new incident opens only if the alert fires anew, gets worse, "
                        + "or still fires after the reopen window");
    }

    private static String restated(AlertState state, Alert alert, String content) {
        if (!state.getGrade().equals(grade(alert))) {
            return "still firing; the source changed the severity from " + state.getGrade() + " to " + grade(alert);
        }
        return content.equals(state.getContent())
                ? "still firing; another sender reports the earlier start " + alert.getStartsAt()
                : "still firing, with other values, texts, labels or links";
    }

    private static DedupDecision resolved(AlertState state, Alert alert, Instant now) {
        if (state.getStatus() == AlertStatus.RESOLVED) {
            return alert.getStartsAt().isBefore(state.getStartsAt())
                    ? new Late("belongs to an occurrence older than the known one, which started at " + state
                            .getStartsAt())
                    : new Repeat(Optional.of(noted(state, alert, now).build()).filter(_ -> state.getExpiring()
                            || StartTimes.isLater(state, alert) || !now.isBefore(state.getLastSeen().plus(
                                    NOTED_EVERY))),
                            "already resolved");
        }
        if (StartTimes.isEndOf(state, alert)) {
            return new Resolved(AlertState.newBuilder(state).setStatus(AlertStatus.RESOLVED)
                    .setStartsAt(later(state, alert)).setLastSeen(now).setExpiring(false).build());
        }
        return new Late("resolves an occurrence older than the firing one, which started at " + state.getStartsAt());
    }

    private static AlertState.Builder noted(AlertState state, Alert alert, Instant now) {
        return AlertState.newBuilder(state).setStartsAt(later(state, alert)).setLastSeen(now)
                .setRepeats(state.getRepeats() + 1).setExpiring(false);
    }

    private static AlertState fires(AlertState state, Alert alert, String serviceKey, Instant now) {
        return AlertState.newBuilder(state).setStatus(AlertStatus.FIRING).setStartsAt(alert.getStartsAt())
                .setLastSeen(now).setOccurrences(state.getOccurrences() + 1).setGrade(grade(alert))
                .setSource(alert.getSource()).setServiceKey(serviceKey).setExpiring(false)
                .setContent(ContentDigest.digest(alert)).setEarliestStartsAt(StartTimes.first(alert, now))
                .setFiresUntil(alert.getFiresUntil().orElse(null)).build();
    }

    private static AlertState.Builder unknown(Alert alert, String serviceKey, Instant now) {
        return AlertState.newBuilder().setIdentity(alert.getIdentity()).setStatus(alert.getStatus())
                .setStartsAt(alert.getStartsAt()).setFirstSeen(now).setLastSeen(now).setRepeats(0)
                .setGrade(grade(alert)).setSource(alert.getSource()).setServiceKey(serviceKey)
                .setContent(ContentDigest.digest(alert)).setEarliestStartsAt(StartTimes.first(alert, now))
                .setFiresUntil(alert.getFiresUntil().orElse(null));
    }

    private static String grade(Alert alert) {
        return alert.getLabels().getOrDefault("severity", "") + "/" + alert.getLabels().getOrDefault("level", "");
    }

    private static Instant later(AlertState state, Alert alert) {
        return StartTimes.isLater(state, alert) ? alert.getStartsAt() : state.getStartsAt();
    }
}
