package dev.tocsin.notifier.message;

import java.time.Duration;
import java.time.Instant;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;

/**
 * Start of an incident: according to the source, and when Tocsin received it.
 *
 * @param started
 *            earliest start of an alert according to its source; the time of receipt if that is implausible
 * @param heard
 *            time of receipt in this round
 */
record StartTime(Instant started, Instant heard) {

    /** Allowance for clock differences and transport. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);
    /** Older starts are unset dates (year 1, 1970). */
    private static final Duration ABSURD = Duration.ofDays(5 * 365);

    static StartTime of(Incident incident) {
        var heard = incident.getRoundStartedAt();
        var started = incident.getStartedAt().or(() -> incident.getAlerts().stream().filter(
                it -> it.getStatus() == AlertStatus.FIRING).map(IncidentAlert::getSince).min(Instant::compareTo));
        return new StartTime(started.filter(it -> it.isBefore(heard) && it.isAfter(heard.minus(ABSURD))).orElse(heard),
                heard);
    }

    /** As a sentence. */
    String text(Incident incident, Reader reader, Instant now) {
        var end = incident.getResolvedAt();
        var first = reader.moment(started) + (end.isPresent()
                ? " (" + RelativeTimes.length(Duration.between(started, end.get())) + " in total)"
                : " (" + RelativeTimes.off(started, now) + ")");
        if (Duration.between(started, heard).compareTo(TOLERANCE) <= 0) {
            return first;
        }
        var later = incident.getRound() > 1 ? "; reopened " : "; first received ";
        return first + later + reader.by(heard, now);
    }
}
