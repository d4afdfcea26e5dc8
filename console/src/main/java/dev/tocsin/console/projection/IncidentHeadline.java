package dev.tocsin.console.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.schemas.command.Standing;

/**
 * Summary of an incident, small enough for a hundred thousand incidents in memory: the fields that a list shows and a command
 * check needs. Alerts, labels, timeline and notifications are in the {@link IncidentFile}, for fewer incidents.
 */
public record IncidentHeadline(String id, long revision, String serviceKey, IncidentState state, int round,
        String ladder,
        boolean confidential, Description description, AlertCounts alerts, Milestones milestones, Relations relations) {

    /**
     * What happened, how severe it is, and whose it is.
     *
     * @param title
     *            at most 300 characters in memory
     * @param summary
     *            at most 300 characters in memory
     */
    public record Description(String title, String summary, String severity, int severityRank, String service,
            String environment, String team, boolean customerFacing, boolean security) {

        private static Description of(Incident incident, UnaryOperator<String> shared, UnaryOperator<String> text) {
            var title = text.apply(incident.getTitle());
            return new Description(title, incident.getSummary().equals(incident.getTitle())
                    ? title
                    : text.apply(incident.getSummary()), shared.apply(incident.getSeverity().getId()), incident
                            .getSeverity().getRank(), shared.apply(incident.getService()), shared.apply(incident
                                    .getEnvironment()), shared.apply(incident.getTeam()), incident.getCustomerFacing(),
                    incident.getSecurity());
        }

        private Description redacted() {
            return new Description(REDACTED, "", severity, severityRank, service, environment, team, customerFacing,
                    security);
        }
    }

    /**
     * The alerts of the incident and whether they page.
     *
     * @param suppressedBy
     *            reason why paging is suppressed; empty if it is not
     * @param storm
     *            whether it represents an alert storm
     */
    public record AlertCounts(int alertsFiring, int alertsTotal, int alertsSuppressed, String suppressedBy,
            boolean flapping, boolean storm) {

        private static AlertCounts of(Incident incident, UnaryOperator<String> shared, UnaryOperator<String> text) {
            return new AlertCounts(incident.getAlertsFiring(), incident.getAlertsTotal(), incident
                    .getAlertsSuppressed(), shared.apply(text.apply(incident.getSuppressedBy())), incident
                            .getFlapping(), incident.getCorrelationKey().contains(STORM_KEY));
        }

        private AlertCounts redacted() {
            return new AlertCounts(alertsFiring, alertsTotal, alertsSuppressed, suppressedBy.isEmpty()
                    ? ""
                    : "confidential", flapping, storm);
        }
    }

    /**
     * When its state changed, and who changed it.
     *
     * @param respondBy
     *            when a response is due, if the rule sets its own response time
     * @param acknowledgements
     *            number of people who acknowledged
     */
    public record Milestones(Instant openedAt, Instant roundStartedAt, Instant updatedAt,
            Optional<Instant> acknowledgedAt, String acknowledgedBy, Optional<Instant> mitigatedAt, String mitigatedBy,
            Optional<Instant> quietUntil, Optional<Instant> resolvedAt, String resolvedBy,
            Optional<Instant> snoozedUntil, Optional<Instant> respondBy, int acknowledgements) {

        private static Milestones of(Incident incident, UnaryOperator<String> shared) {
            return new Milestones(incident.getOpenedAt(), incident.getRoundStartedAt(), incident.getUpdatedAt(),
                    incident.getAcknowledgedAt(), shared.apply(incident.getAcknowledgedBy()), incident
                            .getMitigatedAt(), shared.apply(incident.getMitigatedBy()), incident.getQuietUntil(),
                    incident.getResolvedAt(), shared.apply(incident.getResolvedBy()), incident.getSnoozedUntil(),
                    incident.getRespondWithinMillis().map(millis -> incident.getRoundStartedAt().plus(Duration.ofMillis(
                            millis))), incident.getAcknowledgements().size());
        }
    }

    /**
     * Other incidents, changes and people that the incident refers to.
     *
     * @param parentId
     *            parent incident; empty if none
     * @param mergedInto
     *            incident that its alerts were moved to; empty if none
     * @param suspectCount
     *            number of suspect changes
     * @param commander
     *            person with the role commander; may be empty
     */
    public record Relations(String parentId, String mergedInto, int suspectCount, String commander) {

        private static Relations of(Incident incident, UnaryOperator<String> shared) {
            return new Relations(shared.apply(incident.getParentId()), incident.getMergedInto(), incident.getSuspects()
                    .size(), shared.apply(incident.getRoles().getOrDefault("commander", "")));
        }

        private Relations redacted() {
            return new Relations(parentId, mergedInto, 0, "");
        }
    }

    /** Title of a confidential incident for people without clearance. */
    public static final String REDACTED = "Confidential incident";

    private static final int LONGEST = 300;
    /** How the correlator marks the incident of a storm. */
    private static final String STORM_KEY = "{storm=";

    /** The headline of a snapshot, with whole texts. */
    public static IncidentHeadline of(Incident incident) {
        return of(incident, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /**
     * The headline of a snapshot as it is held in memory.
     *
     * @param shared
     *            gives the one copy of a text that many incidents have in common
     */
    static IncidentHeadline lean(Incident incident, UnaryOperator<String> shared) {
        return of(incident, shared, IncidentHeadline::cut);
    }

    /** The same without what only those may read who are cleared for it. */
    public IncidentHeadline redacted() {
        return new IncidentHeadline(id, revision, serviceKey, state, round, ladder, true, description.redacted(), alerts
                .redacted(), milestones, relations.redacted());
    }

    /** What decides whether it accepts a command. */
    public Standing standing() {
        return new Standing(state, round, milestones.acknowledgements(), milestones.snoozedUntil().isPresent(),
                milestones
                        .acknowledgedBy(), milestones.mitigatedBy(), milestones.resolvedBy(), relations.mergedInto());
    }

    /** Whether it is resolved or closed. */
    public boolean isOver() {
        return switch (state) {
            case RESOLVED, CLOSED -> true;
            case UNKNOWN, OPEN, ACKNOWLEDGED, MITIGATED -> false;
        };
    }

    private static IncidentHeadline of(Incident incident, UnaryOperator<String> shared, UnaryOperator<String> text) {
        return new IncidentHeadline(incident.getId(), incident.getRevision(), shared.apply(incident.getServiceKey()),
                incident
                        .getState(), incident.getRound(), shared.apply(incident.getLadder()), incident
                                .getConfidential(),
                Description.of(incident, shared, text), AlertCounts.of(incident, shared, text), Milestones.of(incident,
                        shared), Relations.of(incident, shared));
    }

    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, end) + "…";
    }
}
