package dev.tocsin.standalone.listing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * What an incident waits for next.
 *
 * @param what
 *            such as the phase of a response clock, or {@code status update}
 * @param due
 *            when; in the past if it is overdue
 */
public record NextDeadline(String what, Instant due) {

    private static final Set<String> RUNNING = Set.of("running", "warned", "breached");

    /** The earliest of the running clocks, the next status update, the end of a snooze and the end of the quiet time. */
    public static Optional<NextDeadline> of(JsonNode answer, Instant now) {
        var incident = answer.path("incident");
        var clocks = answer.path("clocks").valueStream().filter(clock -> RUNNING.contains(Plain.text(clock.path(
                "state")))).flatMap(clock -> at(Plain.text(clock.path("phase")), clock.path("dueAt")));
        return Stream.of(clocks, at("status update", answer.path("nextUpdateAt")), at("end of snooze", incident.path(
                "snoozedUntil")), at("end of quiet time", incident.path("quietUntil")).filter(next -> next.due()
                        .isAfter(now))).flatMap(each -> each).min(Comparator.comparing(NextDeadline::due));
    }

    private static Stream<NextDeadline> at(String what, JsonNode due) {
        return Plain.instant(due).map(at -> new NextDeadline(what, at)).stream();
    }

    /** Whether it has passed. */
    public boolean isOverdue(Instant now) {
        return !due.isAfter(now);
    }

    /** In words. */
    public String text(Instant now) {
        return isOverdue(now)
                ? what + " overdue by " + Plain.length(Duration.between(due, now))
                : what + " in " + Plain.length(Duration.between(now, due));
    }
}
