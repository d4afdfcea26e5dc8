package dev.tocsin.escalator;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.EmergencyPage;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;

/** An incident for tests: SEV1, just opened, on ladder sev1 of policy version 1. */
public final class IncidentBuilder {

    public static final Instant OPENED_AT = Instant.parse("2026-03-02T10:00:00Z");

    private String id = "0a1b2c3d-abcdefghijkl";
    private long revision = 1;
    private IncidentState state = IncidentState.OPEN;
    private int round = 1;
    private String severity = "SEV1";
    private int rank = 1;
    private String ladder = "sev1";
    private int policyVersion = 1;
    private Instant roundStartedAt = OPENED_AT;
    private Optional<Instant> updatedAt = Optional.empty();
    private String ruleReason = "Production is down";
    private EmergencyPage emergencyPage;

    public static IncidentBuilder anIncident() {
        return new IncidentBuilder();
    }

    public IncidentBuilder id(String other) {
        id = other;
        return this;
    }

    public IncidentBuilder revision(long other) {
        revision = other;
        return this;
    }

    public IncidentBuilder state(IncidentState other) {
        state = other;
        return this;
    }

    public IncidentBuilder round(int other) {
        round = other;
        return this;
    }

    public IncidentBuilder severity(int otherRank, String otherLadder) {
        severity = "SEV" + otherRank;
        rank = otherRank;
        ladder = otherLadder;
        return this;
    }

    public IncidentBuilder policyVersion(int other) {
        policyVersion = other;
        return this;
    }

    public IncidentBuilder roundStartedAt(Instant other) {
        roundStartedAt = other;
        return this;
    }

    public IncidentBuilder updatedAt(Instant other) {
        updatedAt = Optional.of(other);
        return this;
    }

    public IncidentBuilder ruleReason(String other) {
        ruleReason = other;
        return this;
    }

    /** People were paged before the incident reached Kafka. */
    public IncidentBuilder pagedInEmergency(EmergencyPage page) {
        emergencyPage = page;
        return this;
    }

    public Incident build() {
        return Incident.newBuilder().setId(id).setRevision(revision).setServiceKey("shop").setCorrelationKey("shop|api")
                .setState(state).setRound(round).setTitle("API is down").setSeverity(new Severity(severity, rank))
                .setService("shop").setLadder(ladder).setPolicyName("test").setPolicyVersion(policyVersion)
                .setRuleId("down").setRuleReason(ruleReason).setAlertsTotal(1).setAlertsFiring(1)
                .setOpenedAt(OPENED_AT).setRoundStartedAt(roundStartedAt)
                .setUpdatedAt(updatedAt.orElse(roundStartedAt)).setAcknowledgedBy("alice").setMitigatedBy("alice")
                .setResolvedBy("source").setEmergencyPage(emergencyPage).build();
    }
}
