package dev.tocsin.correlator.incident;

import java.util.TreeMap;

import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.event.Incident;
import dev.tocsin.state.IncidentRow;

/**
 * Builders that begin as what is there, sharing its lists and maps, which nobody changes. Avro's own copying builders copy
 * every label of every member first.
 */
public final class Snapshots {

    private Snapshots() {}

    /** A builder with every field as in the incident. */
    public static Incident.Builder changing(Incident incident) {
        return Incident.newBuilder().setId(incident.getId()).setRevision(incident.getRevision())
                .setServiceKey(incident.getServiceKey()).setCorrelationKey(incident.getCorrelationKey())
                .setState(incident.getState()).setRound(incident.getRound()).setTitle(incident.getTitle())
                .setSummary(incident.getSummary()).setSeverity(incident.getSeverity())
                .setSeveritySetBy(incident.getSeveritySetBy()).setService(incident.getService())
                .setEnvironment(incident.getEnvironment()).setTeam(incident.getTeam())
                .setSymptom(incident.getSymptom()).setRunbook(incident.getRunbook())
                .setCustomerFacing(incident.getCustomerFacing()).setSecurity(incident.getSecurity())
                .setLadder(incident.getLadder()).setPolicyName(incident.getPolicyName())
                .setPolicyVersion(incident.getPolicyVersion()).setRuleId(incident.getRuleId())
                .setRuleReason(incident.getRuleReason()).setLabels(incident.getLabels()).setLinks(incident.getLinks())
                .setAlerts(incident.getAlerts()).setAlertsTotal(incident.getAlertsTotal())
                .setAlertsFiring(incident.getAlertsFiring()).setOpenedAt(incident.getOpenedAt())
                .setRoundStartedAt(incident.getRoundStartedAt()).setUpdatedAt(incident.getUpdatedAt())
                .setAcknowledgedAt(incident.getAcknowledgedAt().orElse(null))
                .setAcknowledgedBy(incident.getAcknowledgedBy())
                .setMitigatedAt(incident.getMitigatedAt().orElse(null)).setMitigatedBy(incident.getMitigatedBy())
                .setQuietUntil(incident.getQuietUntil().orElse(null))
                .setResolvedAt(incident.getResolvedAt().orElse(null)).setResolvedBy(incident.getResolvedBy())
                .setNote(incident.getNote()).setConfidential(incident.getConfidential())
                .setSuppressedBy(incident.getSuppressedBy())
                .setPageNotBefore(incident.getPageNotBefore().orElse(null))
                .setRespondWithinMillis(incident.getRespondWithinMillis().orElse(null))
                .setFlapping(incident.getFlapping()).setParentId(incident.getParentId())
                .setParentReason(incident.getParentReason()).setMergedInto(incident.getMergedInto())
                .setSnoozedUntil(incident.getSnoozedUntil().orElse(null)).setRoles(incident.getRoles())
                .setCalledIn(incident.getCalledIn()).setSuspects(incident.getSuspects())
                .setSteps(incident.getSteps()).setAlertsHidden(incident.getAlertsHidden())
                .setAlertsSuppressed(incident.getAlertsSuppressed())
                .setAcknowledgements(incident.getAcknowledgements())
                .setAcknowledgesNeeded(incident.getAcknowledgesNeeded())
                .setAcknowledgedUntil(incident.getAcknowledgedUntil().orElse(null))
                .setSeverityRaisedAt(incident.getSeverityRaisedAt().orElse(null))
                .setAssessedAt(incident.getAssessedAt().orElse(null)).setAssessedBy(incident.getAssessedBy())
                .setAssessment(incident.getAssessment()).setUpdates(incident.getUpdates())
                .setUpdatesTotal(incident.getUpdatesTotal())
                .setFirstUpdatedAt(incident.getFirstUpdatedAt().orElse(null))
                .setInsideUpdatedAt(incident.getInsideUpdatedAt().orElse(null))
                .setOutsideUpdatedAt(incident.getOutsideUpdatedAt().orElse(null))
                .setClockPauses(incident.getClockPauses()).setMitigation(incident.getMitigation().orElse(null))
                .setResolution(incident.getResolution().orElse(null)).setTasks(incident.getTasks())
                .setStartedAt(incident.getStartedAt().orElse(null))
                .setTruncatedAlerts(incident.getTruncatedAlerts()).setUndelivered(incident.getUndelivered());
    }

    /**
     * The row as read from its store, its maps sorted: a row that was just made has sorted maps too, so the bytes of what
     * follows do not tell whether it came from the store or from memory.
     */
    public static IncidentRow sorted(IncidentRow row) {
        var incident = row.getIncident();
        return changing(row).setIncident(changing(incident).setLabels(new TreeMap<>(incident.getLabels()))
                .setRoles(new TreeMap<>(incident.getRoles())).setAlerts(incident.getAlerts().stream().map(
                        Members::sorted).toList()).build()).build();
    }

    /** A builder with every field as in the row. */
    public static IncidentRow.Builder changing(IncidentRow row) {
        return IncidentRow.newBuilder().setIncident(row.getIncident()).setQuietTimeMillis(row.getQuietTimeMillis())
                .setReopenWindowMillis(row.getReopenWindowMillis()).setAppliedCommands(row.getAppliedCommands())
                .setTimerKind(row.getTimerKind().orElse(null)).setDueAt(row.getDueAt().orElse(null))
                .setGeneration(row.getGeneration()).setTimerEmitted(row.getTimerEmitted()).setDues(row.getDues())
                .setGrades(row.getGrades()).setResolves(row.getResolves()).setLowers(row.getLowers())
                .setJoinWindowMillis(row.getJoinWindowMillis().orElse(null))
                .setInactivityMillis(row.getInactivityMillis().orElse(null))
                .setMaxAgeMillis(row.getMaxAgeMillis().orElse(null)).setLastJoined(row.getLastJoined())
                .setWords(row.getWords()).setConfidentialSetBy(row.getConfidentialSetBy())
                .setParentSetBy(row.getParentSetBy()).setAbsorbed(row.getAbsorbed())
                .setMergedRound(row.getMergedRound()).setPlaced(row.getPlaced())
                .setAcknowledgeExpiresMillis(row.getAcknowledgeExpiresMillis().orElse(null))
                .setFaces(row.getFaces()).setSilenced(row.getSilenced()).setUnpublished(row.getUnpublished())
                .setEndReason(row.getEndReason()).setParentStorm(row.getParentStorm());
    }
}
