package dev.tocsin.console.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tocsin.console.projection.IncidentHeadline;

/**
 * A round of an incident, for a spreadsheet.
 *
 * @param began
 *            {@code opened}, {@code reopened} or {@code split}
 * @param endedAt
 *            empty while it is open
 * @param ended
 *            what it came to: "resolved", "merged", "closed" or "open"
 */
public record RoundRow(String incident, int round, String began, String title, String severity, String service,
        String team, String rule, String symptom, Instant startedAt, Optional<Instant> acknowledgedAt,
        Optional<Instant> mitigatedAt, Optional<Instant> endedAt, String ended, String resolvedBy,
        Optional<Duration> acknowledge, Optional<Duration> mitigate, Optional<Duration> resolve, boolean actedOn) {

    static List<RoundRow> of(Scope scope) {
        return scope.responses().sorted(Comparator.comparing(Scope.Response::startedAt).thenComparing(each -> each
                .incident().id())).map(each -> row(each.incident(), each.round(), scope.cleared())).toList();
    }

    private static RoundRow row(IncidentHistory incident, Round round, boolean cleared) {
        var withheld = incident.isConfidential() && !cleared;
        return new RoundRow(incident.id(), round.number(), round.isSplit()
                ? "split"
                : round.number() == 1 ? "opened" : "reopened", withheld ? IncidentHeadline.REDACTED : incident.title(),
                round.severity(), incident.service(), incident.team(), withheld ? "" : incident.rule(), withheld
                        ? ""
                        : incident.symptom(), round.startedAt().orElseThrow(), round.acknowledgedAt(), round
                                .mitigatedAt(), round.endedAt(), round.end().map(end -> switch (end) {
                                    case RESOLVED -> "resolved";
                                    case MERGED -> "merged";
                                    case CLOSED -> "closed";
                                }).orElse("open"), round.resolvedBy(), round.timeToAcknowledge(), round
                                        .timeToMitigate(),
                round.timeToResolve(), round.isActedOn());
    }
}
