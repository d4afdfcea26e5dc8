package dev.tocsin.notifier.message;

import java.time.Duration;
import java.time.Instant;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;

/**
 * Since when an incident lasts: by the alerts' own word, and by when we first heard of it.
 *
 * @param started
 *            start of the alert that began first, as its source says; when we heard of it where that cannot be
 * @param heard
 *            when we heard of it, in this round
 */
record StartTime(Instant started, Instant heard) {

    /** So far clocks of senders may differ from ours, and so long a message may travel. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);
    /** A start before that is a date that a sender never set (year 1, 1970), not a start. */
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
