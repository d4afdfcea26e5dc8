package dev.tocsin.escalator.decision;

import dev.tocsin.state.Escalation;

/**
 * Rows to be changed. Avro's own copy copies all that a row holds, and the snapshot in it is large; a draft shares what it
 * does not change, because nothing changes a list or a record in place.
 */
public final class EscalationCopies {

    private EscalationCopies() {}

    /** A draft of the row as it is. */
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
                .setUnheard(row.getUnheard()).setListed(row.getListed());
    }
}
