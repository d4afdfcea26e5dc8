package dev.tocsin.console.command;

import dev.tocsin.console.projection.Headline;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.IncidentState;

/**
 * Checks a command against the incident in memory. The correlator decides; this check only answers at once where the answer
 * is certain.
 */
public sealed interface CommandPrecheck {

    /** The command seems possible. */
    record Possible() implements CommandPrecheck {}

    /** The correlator would refuse the command. */
    record Refused(String reason) implements CommandPrecheck {}

    /** Checks a command. */
    static CommandPrecheck of(Headline incident, CommandKind kind) {
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
            case ADD_TASK, ASSIGN_TASK, COMPLETE_TASK -> incident.relations().mergedInto().isEmpty()
                    ? new Possible()
                    : over(incident);
            case ADD_NOTE, SET_SEVERITY, ASSIGN_ROLE, SET_CONFIDENTIAL, UNKNOWN -> new Possible();
        };
    }

    private static CommandPrecheck acknowledge(Headline incident) {
        return switch (incident.state()) {
            case OPEN, UNKNOWN -> new Possible();
            case ACKNOWLEDGED -> incident.milestones().snoozedUntil().isPresent()
                    ? new Possible()
                    : new Refused("already acknowledged by " + incident.milestones().acknowledgedBy());
            case MITIGATED -> new Refused("already mitigated by " + incident.milestones().mitigatedBy());
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    private static CommandPrecheck unacknowledge(Headline incident) {
        return switch (incident.state()) {
            case ACKNOWLEDGED, UNKNOWN -> new Possible();
            case OPEN -> new Refused("not acknowledged");
            case MITIGATED -> new Refused("mitigated: use mitigation-failed to reopen it");
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    /** The correlator checks the reopen window. */
    private static CommandPrecheck reopen(Headline incident) {
        return switch (incident.state()) {
            case RESOLVED, UNKNOWN -> new Possible();
            case CLOSED -> incident.relations().mergedInto().isEmpty() ? new Possible() : over(incident);
            case OPEN, ACKNOWLEDGED, MITIGATED -> new Refused("already open");
        };
    }

    private static CommandPrecheck mitigate(Headline incident) {
        return switch (incident.state()) {
            case OPEN, ACKNOWLEDGED, UNKNOWN -> new Possible();
            case MITIGATED -> new Refused("already mitigated by " + incident.milestones().mitigatedBy());
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    private static CommandPrecheck mitigationFailed(Headline incident) {
        return switch (incident.state()) {
            case MITIGATED, UNKNOWN -> new Possible();
            case OPEN, ACKNOWLEDGED -> new Refused("not mitigated");
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    private static CommandPrecheck resolve(Headline incident) {
        return switch (incident.state()) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> new Possible();
            case RESOLVED, CLOSED -> over(incident);
        };
    }

    private static CommandPrecheck close(Headline incident) {
        return switch (incident.state()) {
            case RESOLVED, UNKNOWN -> new Possible();
            case CLOSED -> new Refused("already closed");
            case OPEN, ACKNOWLEDGED, MITIGATED -> new Refused("not resolved: resolve it first");
        };
    }

    private static Refused over(Headline incident) {
        return new Refused(incident.relations().mergedInto().isEmpty()
                ? "already resolved by " + incident.milestones().resolvedBy()
                : "merged into " + incident.relations().mergedInto());
    }
}
