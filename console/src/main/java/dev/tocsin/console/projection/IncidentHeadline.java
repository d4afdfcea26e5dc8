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
 *
 * @param title
 *            at most 300 characters in memory
 * @param summary
 *            at most 300 characters in memory
 * @param suppressedBy
 *            reason why paging is suppressed; empty if it is not
 * @param respondBy
 *            when a response is due, if the rule sets its own response time
 * @param parentId
 *            parent incident; empty if none
 * @param storm
 *            whether it represents an alert storm
 * @param suspects
 *            number of suspect changes
 * @param commander
 *            person with the role commander; may be empty
 * @param acknowledgements
 *            number of people who acknowledged
 */
public record IncidentHeadline(String id, long revision, String serviceKey, IncidentState state, int round, String title,
        String summary, String severity, int severityRank, String service, String environment, String team,
        boolean customerFacing, boolean security, String ladder, int alertsFiring, int alertsTotal, Instant openedAt,
        Instant roundStartedAt, Instant updatedAt, Optional<Instant> acknowledgedAt, String acknowledgedBy,
        Optional<Instant> mitigatedAt, String mitigatedBy, Optional<Instant> quietUntil, Optional<Instant> resolvedAt,
        String resolvedBy, boolean confidential, String suppressedBy, Optional<Instant> respondBy, boolean flapping,
        String parentId, String mergedInto, Optional<Instant> snoozedUntil, int alertsSuppressed, boolean storm,
        int suspects, String commander, int acknowledgements) {

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
        return new IncidentHeadline(id, revision, serviceKey, state, round, REDACTED, "", severity, severityRank, service,
                environment, team, customerFacing, security, ladder, alertsFiring, alertsTotal, openedAt,
                roundStartedAt, updatedAt, acknowledgedAt, acknowledgedBy, mitigatedAt, mitigatedBy, quietUntil,
                resolvedAt, resolvedBy, true, suppressedBy.isEmpty() ? "" : "confidential", respondBy, flapping,
                parentId, mergedInto, snoozedUntil, alertsSuppressed, storm, 0, "", acknowledgements);
    }

    /** What decides whether it accepts a command. */
    public Standing standing() {
        return new Standing(state, round, acknowledgements, snoozedUntil.isPresent(), acknowledgedBy, mitigatedBy,
                resolvedBy, mergedInto);
    }

    /** Whether it is resolved or closed. */
    public boolean isOver() {
        return switch (state) {
            case RESOLVED, CLOSED -> true;
            case UNKNOWN, OPEN, ACKNOWLEDGED, MITIGATED -> false;
        };
    }

    private static IncidentHeadline of(Incident incident, UnaryOperator<String> shared, UnaryOperator<String> text) {
        return new IncidentHeadline(incident.getId(), incident.getRevision(), shared.apply(incident.getServiceKey()), incident
                .getState(), incident.getRound(), text.apply(incident.getTitle()), incident.getSummary().equals(incident
                        .getTitle()) ? text.apply(incident.getTitle()) : text.apply(incident.getSummary()), shared
                                .apply(incident.getSeverity().getId()), incident.getSeverity().getRank(), shared.apply(
                                        incident.getService()), shared.apply(incident.getEnvironment()), shared.apply(
                                                incident.getTeam()), incident.getCustomerFacing(), incident
                                                        .getSecurity(), shared.apply(incident.getLadder()), incident
                                                                .getAlertsFiring(), incident.getAlertsTotal(), incident
                                                                        .getOpenedAt(), incident.getRoundStartedAt(),
                incident.getUpdatedAt(), incident.getAcknowledgedAt(), shared.apply(incident.getAcknowledgedBy()),
                incident.getMitigatedAt(), shared.apply(incident.getMitigatedBy()), incident.getQuietUntil(), incident
                        .getResolvedAt(), shared.apply(incident.getResolvedBy()), incident.getConfidential(), shared
                                .apply(text.apply(incident.getSuppressedBy())), incident.getRespondWithinMillis().map(
                                        millis -> incident.getRoundStartedAt().plus(Duration.ofMillis(millis))),
                incident.getFlapping(), shared.apply(incident.getParentId()), incident.getMergedInto(), incident
                        .getSnoozedUntil(), incident.getAlertsSuppressed(), incident.getCorrelationKey().contains(
                                STORM_KEY), incident.getSuspects().size(), shared.apply(incident.getRoles()
                                        .getOrDefault("commander", "")), incident.getAcknowledgements().size());
    }

    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, end) + "…";
    }
}
