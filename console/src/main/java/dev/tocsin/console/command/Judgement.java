package dev.tocsin.console.command;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;

/**
 * What the incident as it is known here says to a command. The correlator has the last word; this only spares a person
 * the wait where the answer is sure.
 */
public sealed interface Judgement {

    /** Nothing known speaks against it. */
    record Possible() implements Judgement {}

    /** It would be refused. */
    record Refused(String reason) implements Judgement {}

    /** Judges. */
    static Judgement of(Incident incident, CommandKind kind) {
        return switch (kind) {
            case ACKNOWLEDGE -> acknowledge(incident);
            case MITIGATE -> mitigate(incident);
            case RESOLVE -> resolve(incident);
            case ADD_NOTE, SET_SEVERITY, ASSIGN_ROLE, SNOOZE, ESCALATE, MERGE, SPLIT, MOVE, CLOSE, SET_CONFIDENTIAL, UNKNOWN ->
                new Possible();
        };
    }

    private static Judgement acknowledge(Incident incident) {
        return switch (incident.getState()) {
            case OPEN, UNKNOWN -> new Possible();
            case ACKNOWLEDGED -> new Refused("it is acknowledged already, by " + incident.getAcknowledgedBy());
            case MITIGATED -> new Refused("it is mitigated already, by " + incident.getMitigatedBy());
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    private static Judgement mitigate(Incident incident) {
        return switch (incident.getState()) {
            case OPEN, ACKNOWLEDGED, UNKNOWN -> new Possible();
            case MITIGATED -> new Refused("it is mitigated already, by " + incident.getMitigatedBy());
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    private static Judgement resolve(Incident incident) {
        return switch (incident.getState()) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> new Possible();
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    private static Refused over(Incident incident) {
        return new Refused("it is resolved already, by " + incident.getResolvedBy());
    }
}
