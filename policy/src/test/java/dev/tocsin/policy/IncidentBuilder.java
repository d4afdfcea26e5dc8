package dev.tocsin.policy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;

/** Incidents for tests, each with sane defaults. */
public final class IncidentBuilder {

    private static final Instant OPENED = Instant.parse("2026-03-02T08:30:00Z");

    private final Map<String, String> labels = new HashMap<>();
    private int rank = 1;
    private boolean customerFacing;

    public static IncidentBuilder anIncident() {
        return new IncidentBuilder();
    }

    public IncidentBuilder ranked(int ofRank) {
        rank = ofRank;
        return this;
    }

    public IncidentBuilder customerFacing() {
        customerFacing = true;
        return this;
    }

    public IncidentBuilder with(String label, String value) {
        labels.put(label, value);
        return this;
    }

    public Incident build() {
        return Incident.newBuilder().setId("0000002a-000000000001").setRevision(1).setServiceKey("shop")
                .setCorrelationKey("shop {}").setState(IncidentState.OPEN).setTitle("Checkout fails")
                .setSeverity(new Severity("SEV" + rank, rank)).setService("checkout").setEnvironment("production")
                .setTeam("payments").setSymptom("api-errors").setCustomerFacing(customerFacing).setLadder("urgent")
                .setPolicyName("test").setPolicyVersion(1).setRuleId("errors").setRuleReason("Do requests fail?")
                .setLabels(labels).setAlertsTotal(3).setAlertsFiring(3).setOpenedAt(OPENED).setRoundStartedAt(OPENED)
                .setUpdatedAt(OPENED).build();
    }
}
