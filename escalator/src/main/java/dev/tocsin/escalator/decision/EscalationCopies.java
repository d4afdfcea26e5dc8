package dev.tocsin.escalator.decision;

import dev.tocsin.state.Escalation;

/**
 * Shallow copies of rows. Avro's copy is deep, and the snapshot in a row is large; sharing is safe because lists and records are never changed in place.
 */
public final class EscalationCopies {

    private EscalationCopies() {}

    /** A builder with the values of the row. */
    public static Escalation.Builder of(Escalation row) {
        return Escalation.newBuilder().setIncident(row.getIncident()).setLadder(row.getLadder())
                .setPolicyVersion(row.getPolicyVersion()).setStartedAt(row.getStartedAt())
                .setNextRung(row.getNextRung()).setRepetition(row.getRepetition())
                .setNextDueAt(row.getNextDueAt().orElse(null)).setGeneration(row.getGeneration())
                .setTold(row.getTold()).setClimb(row.getClimb()).setSeverityRank(row.getSeverityRank())
                .setSaid(row.getSaid()).setForgetAt(row.getForgetAt().orElse(null))
                .setHeldAt(row.getHeldAt().orElse(null)).setCalledIn(row.getCalledIn())
                .setWakeAt(row.getWakeAt().orElse(null)).setAlarmAt(row.getAlarmAt().orElse(null))
                .setAlarms(row.getAlarms()).setDeclaredAt(row.getDeclaredAt().orElse(null)).setPlan(row.getPlan())
                .setArranged(row.getArranged()).setStakeholders(row.getStakeholders())
                .setAnnounced(row.getAnnounced()).setClocks(row.getClocks()).setCadences(row.getCadences())
                .setTasks(row.getTasks()).setBecause(row.getBecause()).setBeganAt(row.getBeganAt().orElse(null))
                .setUnheard(row.getUnheard()).setListed(row.getListed()).setContacts(row.getContacts())
                .setRoutes(row.getRoutes());
    }
}
