package dev.tocsin.console.command;

import dev.tocsin.console.projection.Headline;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.IncidentState;

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
    static Judgement of(Headline incident, CommandKind kind) {
        return switch (kind) {
            case ACKNOWLEDGE -> acknowledge(incident);
            case UNACKNOWLEDGE -> unacknowledge(incident);
            case REOPEN -> reopen(incident);
            case MITIGATE -> mitigate(incident);
            case RESOLVE -> resolve(incident);
            case SNOOZE, ESCALATE -> resolve(incident);
            case CLOSE -> close(incident);
            case MERGE, SPLIT, MOVE -> incident.state() == IncidentState.CLOSED ? over(incident) : new Possible();
            case ASSESS -> resolve(incident);
            case MITIGATION_FAILED -> mitigationFailed(incident);
            case POST_UPDATE, PAUSE_CLOCKS, RESUME_CLOCKS -> incident.state() == IncidentState.CLOSED
                    ? over(incident)
                    : new Possible();
            case ADD_TASK, ASSIGN_TASK, COMPLETE_TASK -> incident.mergedInto().isEmpty()
                    ? new Possible()
                    : over(incident);
            case ADD_NOTE, SET_SEVERITY, ASSIGN_ROLE, SET_CONFIDENTIAL, UNKNOWN -> new Possible();
        };
    }

    private static Judgement acknowledge(Headline incident) {
        return switch (incident.state()) {
            case OPEN, UNKNOWN -> new Possible();
            case ACKNOWLEDGED -> incident.snoozedUntil().isPresent()
                    ? new Possible()
                    : new Refused("it is acknowledged already, by " + incident.acknowledgedBy());
            case MITIGATED -> new Refused("it is mitigated already, by " + incident.mitigatedBy());
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    private static Judgement unacknowledge(Headline incident) {
        return switch (incident.state()) {
            case ACKNOWLEDGED, UNKNOWN -> new Possible();
            case OPEN -> new Refused("it is not acknowledged");
            case MITIGATED -> new Refused("it is mitigated: say that the mitigation failed to open it again");
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    /** Whether its window for that is over the correlator knows. */
    private static Judgement reopen(Headline incident) {
        return switch (incident.state()) {
            case RESOLVED, UNKNOWN -> new Possible();
            case CLOSED -> incident.mergedInto().isEmpty() ? new Possible() : over(incident);
            case OPEN, ACKNOWLEDGED, MITIGATED -> new Refused("it is open already");
        };
    }

    private static Judgement mitigate(Headline incident) {
        return switch (incident.state()) {
            case OPEN, ACKNOWLEDGED, UNKNOWN -> new Possible();
            case MITIGATED -> new Refused("it is mitigated already, by " + incident.mitigatedBy());
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    private static Judgement mitigationFailed(Headline incident) {
        return switch (incident.state()) {
            case MITIGATED, UNKNOWN -> new Possible();
            case OPEN, ACKNOWLEDGED -> new Refused("it is not mitigated");
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    private static Judgement resolve(Headline incident) {
        return switch (incident.state()) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> new Possible();
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    private static Judgement close(Headline incident) {
        return switch (incident.state()) {
            case RESOLVED, UNKNOWN -> new Possible();
            case CLOSED -> new Refused("it is closed already");
            case OPEN, ACKNOWLEDGED, MITIGATED -> new Refused("it is not resolved yet: resolve it first");
        };
    }

    private static Refused over(Headline incident) {
        return new Refused(incident.mergedInto().isEmpty()
                ? "it is resolved already, by " + incident.resolvedBy()
                : "it was merged into " + incident.mergedInto());
    }
}
