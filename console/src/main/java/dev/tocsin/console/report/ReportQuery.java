package dev.tocsin.console.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a report is about.
 *
 * @param from
 *            begin of the period, inclusive
 * @param to
 *            end of the period, exclusive
 * @param team
 *            only incidents of this team
 * @param service
 *            only incidents of this service
 * @param severities
 *            only incidents of these severities, in lower case; empty for all
 */
public record ReportQuery(Instant from, Instant to, Optional<String> team, Optional<String> service,
        List<String> severities) {

    /** Longest period of a report; the timeline is kept for about as long. */
    public static final Duration LONGEST = Duration.ofDays(400);
    /** What happens within this time after the end of the period still counts for incidents of the period. */
    public static final Duration AFTERMATH = Duration.ofDays(14);

    /**
     * @throws IllegalArgumentException
     *             if the period is empty or too long; the message says what to change
     */
    public ReportQuery {
        severities = severities.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a report covers at most " + LONGEST.toDays()
                    + " days: choose a later from or an earlier to");
        }
    }

    /** All incidents of a period. */
    public static ReportQuery of(Instant from, Instant to) {
        return new ReportQuery(from, to, Optional.empty(), Optional.empty(), List.of());
    }

    /** Until when facts count. */
    public Instant factsUntil(Instant now) {
        var until = to.plus(AFTERMATH);
        return until.isAfter(now) ? now : until;
    }

    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    boolean matches(IncidentHistory incident) {
        return isOrAny(team, incident.team()) && isOrAny(service, incident.service()) && (severities.isEmpty()
                || severities.contains(incident.severity().toLowerCase(Locale.ROOT)));
    }

    private static boolean isOrAny(Optional<String> wanted, String value) {
        return wanted.map(value::equalsIgnoreCase).orElse(true);
    }
}
