package dev.tocsin.correlator.incident;

import dev.tocsin.correlator.incident.IncidentEvent.Commanded;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Missing;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Nothing;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.event.Command;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.state.IncidentRow;

/** What people do to incidents. Each command is carried out once, or refused once with a reason they are shown. */
final class CommandTransitions {

    private CommandTransitions() {}

    static IncidentDecision commanded(IncidentRow row, Commanded event, DecisionContext occasion) {
        if (row.getAppliedCommands().contains(event.command().getId())) {
            return new Nothing("command-repeat", "this command was judged already");
        }
        var asked = new Asked(row, event, occasion);
        if (!row.getIncident().getMergedInto().isEmpty()) {
            return asked.refuse("it was merged into incident " + row.getIncident().getMergedInto()
                    + ": ask it of that one");
        }
        var round = asked.argument("round");
        if (!round.isEmpty() && !round.equals(Integer.toString(row.getIncident().getRound()))) {
            return asked.refuse("it is about round " + round + ", and the incident is in round "
                    + row.getIncident().getRound());
        }
        return switch (event.command().getKind()) {
            case ACKNOWLEDGE -> Acknowledging.acknowledge(asked);
            case MITIGATE -> Progress.mitigate(asked);
            case RESOLVE -> Progress.resolve(asked);
            case CLOSE -> Progress.close(asked);
            case SNOOZE -> Snoozing.snooze(asked);
            case ADD_NOTE -> Remarks.addNote(asked);
            case SET_SEVERITY -> Remarks.setSeverity(asked);
            case SET_CONFIDENTIAL -> Remarks.setConfidential(asked);
            case ASSIGN_ROLE -> Staffing.assignRole(asked);
            case ESCALATE -> Staffing.escalate(asked);
            case MERGE -> Merging.merge(asked);
            case SPLIT -> Moving.split(asked);
            case MOVE -> Moving.move(asked);
            case ASSESS -> Reporting.assess(asked);
            case POST_UPDATE -> Reporting.update(asked);
            case MITIGATION_FAILED -> Progress.mitigationFailed(asked);
            case PAUSE_CLOCKS -> Pausing.pause(asked);
            case RESUME_CLOCKS -> Pausing.resume(asked);
            case ADD_TASK -> Tasks.add(asked);
            case ASSIGN_TASK -> Tasks.assign(asked);
            case COMPLETE_TASK -> Tasks.complete(asked);
            case UNACKNOWLEDGE -> Acknowledging.takeBack(asked);
            case REOPEN -> Reopening.asked(asked);
            case UNKNOWN -> asked.refuse("this version does not know what is asked");
        };
    }

    /** Nobody knows the incident; who asked is told on its timeline all the same. */
    static IncidentDecision missing(Command command) {
        var reason = "there is no incident " + command.getIncidentId() + " that is open or can be reopened; once its"
                + " reopen window is over, an incident is history and takes no commands, unless something is still to be"
                + " done after it";
        var details = Asked.details(command);
        details.put("reason", reason);
        return new Missing(new TimelineFact(FactKind.COMMAND_REFUSED, command.getKind() + " refused: " + reason, Asked.actor(
                command), details), "unknown-incident", reason);
    }

    /** Why an incident that is over takes no such command. */
    static String over(IncidentRow row) {
        return row.getIncident().getState() == IncidentState.CLOSED
                ? "it is closed already"
                : "it is resolved already, by " + row.getIncident().getResolvedBy();
    }
}
