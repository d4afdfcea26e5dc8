package dev.tocsin.policy.coverage;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.model.SeverityLevel;

/** An incident that stands for those of its severity when a ladder is asked whom it would page. */
public final class SampleIncident {

    private SampleIncident() {}

    /**
     * An open incident without service, team and labels.
     *
     * @param opened
     *            when it opened
     */
    public static Incident of(SeverityLevel level, Instant opened, boolean customerFacing) {
        return Incident.newBuilder().setId("sample").setRevision(1).setServiceKey("").setCorrelationKey("")
                .setState(IncidentState.OPEN).setRound(1).setTitle("").setSummary("")
                .setSeverity(new Severity(level.id(), level.rank())).setSeveritySetBy("").setService("")
                .setEnvironment("").setTeam("").setSymptom("").setRunbook("").setCustomerFacing(customerFacing)
                .setSecurity(false).setLadder(level.ladder()).setPolicyName("").setPolicyVersion(0).setRuleId("")
                .setRuleReason("").setLabels(Map.of()).setLinks(List.of()).setAlerts(List.of())
                .setAlertsTotal(1).setAlertsFiring(1).setOpenedAt(opened).setRoundStartedAt(opened)
                .setUpdatedAt(opened).build();
    }
}
