package dev.tocsin.console.past;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimelineEntry;

/**
 * What the timeline says of an incident at a moment.
 *
 * @param severity
 *            ID of the severity; empty if the timeline begins later
 * @param acknowledgedBy
 *            who acknowledged last in this round; empty if nobody did
 */
public record PastIncident(IncidentState state, int round, String severity, String acknowledgedBy, boolean quiet) {

    private static final PastIncident NEW = new PastIncident(IncidentState.OPEN, 1, "", "", false);

    /** Whether it is shown as open. */
    public boolean isOpen() {
        return switch (state) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> true;
            case RESOLVED, CLOSED -> false;
        };
    }

    /**
     * Folds the facts of an incident until a moment.
     *
     * @param timeline
     *            of the incident, oldest first
     * @return empty if the incident did not exist yet
     */
    public static Optional<PastIncident> at(String incidentId, List<TimelineEntry> timeline, Instant at) {
        var until = timeline.stream().filter(fact -> !fact.getAt().isAfter(at)).toList();
        if (until.isEmpty()) {
            return Optional.empty();
        }
        var now = NEW;
        for (var fact : until) {
            now = now.after(fact, incidentId);
        }
        return Optional.of(now);
    }

    private PastIncident after(TimelineEntry fact, String id) {
        return switch (fact.getKind()) {
            case OPENED -> with(IncidentState.OPEN, "").severity(fact.getDetails().getOrDefault("severity", ""));
            case REOPENED -> new PastIncident(IncidentState.OPEN, number(fact, "round", round + 1), severity, "",
                    false);
            case SEVERITY_CHANGED -> severity(fact.getDetails().getOrDefault("to", severity));
            case ACKNOWLEDGED, SNOOZED -> isEnough(fact) ? with(IncidentState.ACKNOWLEDGED, fact.getActor()) : this;
            case UNACKNOWLEDGED -> quiet && state == IncidentState.ACKNOWLEDGED ? this : with(IncidentState.OPEN, "");
            case ACKNOWLEDGE_EXPIRED, ACKNOWLEDGE_VOIDED, SNOOZE_ENDED, MITIGATION_FAILED -> with(IncidentState.OPEN,
                    "");
            case MITIGATED -> with(IncidentState.MITIGATED, acknowledgedBy);
            case QUIET_STARTED -> new PastIncident(state, round, severity, acknowledgedBy, true);
            case QUIET_BROKEN -> new PastIncident(state, round, severity, acknowledgedBy, false);
            case RESOLVED, TIMED_OUT -> with(IncidentState.RESOLVED, acknowledgedBy);
            case MERGED -> fact.getDetails().getOrDefault("from", "").equals(id)
                    ? with(IncidentState.RESOLVED, acknowledgedBy)
                    : this;
            case CLOSED -> with(IncidentState.CLOSED, acknowledgedBy);
            default -> this;
        };
    }

    private PastIncident with(IncidentState next, String by) {
        return new PastIncident(next, round, severity, by, quiet);
    }

    private PastIncident severity(String id) {
        return new PastIncident(state, round, id, acknowledgedBy, quiet);
    }

    /** Whether an acknowledgement was enough: several people may have to acknowledge. */
    public static boolean isEnough(TimelineEntry fact) {
        return number(fact, "acknowledges", 1) >= number(fact, "needed", 1);
    }

    private static int number(TimelineEntry fact, String name, int otherwise) {
        return fact.getDetails().getOrDefault(name, "").matches("\\d{1,6}")
                ? Integer.parseInt(fact.getDetails().get(name))
                : otherwise;
    }
}
