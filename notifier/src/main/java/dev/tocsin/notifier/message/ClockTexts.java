package dev.tocsin.notifier.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.kind.KindDetails;
import dev.tocsin.schemas.incident.ClockKind;

/** Clocks in plain words: what nobody has done for how long, and how to stop the clock. */
record ClockTexts(KindDetails details, Reader reader, Instant now) {

    /** What was not done, such as "not acknowledged for 9 of 15 min". */
    String complaint() {
        var notification = details.notification();
        var breached = notification.getKind() == NotificationKind.CLOCK_BREACHED;
        var within = details.duration("within");
        var time = breached
                ? within.map(it -> " within " + length(it)).orElse(" in time")
                : spent().map(it -> " for " + within.map(all -> share(it, all)).orElse(RelativeTimes.length(it)))
                        .orElse("");
        return notDone(details.phase()) + time;
    }

    private String share(Duration spent, Duration within) {
        return details.text("calendar").isEmpty()
                ? RelativeTimes.share(spent, within)
                : RelativeTimes.length(Duration.between(started(), now)) + " of " + length(within);
    }

    /** On a calendar, 24 hours of it are one working day. */
    private String length(Duration within) {
        if (details.text("calendar").isEmpty()) {
            return RelativeTimes.length(within);
        }
        var days = within.toDays();
        return within.equals(Duration.ofDays(days))
                ? days + (days == 1 ? " working day" : " working days")
                : RelativeTimes.length(within) + " of working time";
    }

    /** By when it is to be done, and how far off that is. */
    Optional<String> deadline() {
        return details.instant("dueAt").map(it -> reader.by(it, now));
    }

    /** What stops the clock. */
    String remedy() {
        var id = details.notification().getIncident().getId();
        return ClockKind.of(details.phase()).map(kind -> kind.remedy(id)).orElse("");
    }

    /** Counted time is the sender's to know; where it does not say, the time on the wall. */
    private Optional<Duration> spent() {
        return details.millis("elapsedMillis").or(() -> details.phase().isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.between(started(), now)));
    }

    private Instant started() {
        Incident incident = details.notification().getIncident();
        return details.instant("startedAt").orElseGet(() -> ClockKind.of(details.phase()).filter(
                ClockKind::startsAtResolve).isPresent()
                        ? incident.getResolvedAt().orElse(now)
                        : incident.getRoundStartedAt());
    }

    /** A newer release may have written a kind that this one does not know. */
    private static String notDone(String phase) {
        return ClockKind.of(phase).map(ClockKind::notDone).orElse(phase.isEmpty()
                ? "a response clock is due"
                : phase + " not done");
    }
}
