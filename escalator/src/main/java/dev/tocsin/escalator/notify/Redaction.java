package dev.tocsin.escalator.notify;

import java.util.List;
import java.util.Map;

import dev.tocsin.event.Incident;

/**
 * Redacts a confidential incident to id, state, severity and times (runbook row B13).
 */
final class Redaction {

    static final String TITLE = "Confidential incident";

    private Redaction() {}

    /** Built field by field, so that a new field is redacted by default. */
    static Incident of(Incident incident) {
        return Incident.newBuilder().setId(incident.getId()).setRevision(incident.getRevision())
                .setServiceKey(incident.getServiceKey()).setCorrelationKey("").setState(incident.getState())
                .setRound(incident.getRound()).setTitle(TITLE).setSeverity(incident.getSeverity()).setService("")
                .setLadder(incident.getLadder()).setPolicyName(incident.getPolicyName())
                .setPolicyVersion(incident.getPolicyVersion()).setRuleId("").setRuleReason("").setLabels(Map.of())
                .setLinks(List.of()).setAlerts(List.of()).setAlertsTotal(0).setAlertsFiring(0)
                .setOpenedAt(incident.getOpenedAt()).setRoundStartedAt(incident.getRoundStartedAt())
                .setUpdatedAt(incident.getUpdatedAt()).setAcknowledgedAt(incident.getAcknowledgedAt().orElse(null))
                .setAcknowledgedBy(incident.getAcknowledgedBy())
                .setMitigatedAt(incident.getMitigatedAt().orElse(null)).setMitigatedBy(incident.getMitigatedBy())
                .setResolvedAt(incident.getResolvedAt().orElse(null)).setResolvedBy(incident.getResolvedBy())
                .setMergedInto(incident.getMergedInto()).setConfidential(true).build();
    }
}
