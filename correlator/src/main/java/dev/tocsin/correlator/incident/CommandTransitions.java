package dev.tocsin.correlator.incident;

import java.util.List;
import java.util.Map;

import dev.tocsin.correlator.incident.IncidentEvent.Commanded;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Missing;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Nothing;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.event.Command;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Link;
import dev.tocsin.schemas.command.CommandCheck;
import dev.tocsin.schemas.command.CommandRefusal;
import dev.tocsin.schemas.command.CommandVerdict;
import dev.tocsin.schemas.command.Standing;
import dev.tocsin.state.IncidentRow;

/**
 * Carries out commands. Each command is carried out once, or refused once with a reason.
 * {@link CommandCheck} decides whether an incident accepts a command; this class has the effects.
 */
final class CommandTransitions {

    private CommandTransitions() {}

    static IncidentDecision commanded(IncidentRow row, Commanded event, DecisionContext occasion) {
        if (row.getAppliedCommands().contains(event.command().getId())) {
            return new Nothing("command-repeat", "this command was already processed");
        }
        var command = event.command();
        return switch (CommandCheck.check(command.getKind(), command.getArguments(), command.getNote(), Standing.of(row
                .getIncident()), occasion.now())) {
            case CommandVerdict.Refused(var refusal) -> new CommandContext(row, event, occasion, Map.of()).refuse(
                    refusal);
            case CommandVerdict.Accepted(var arguments) -> effect(new CommandContext(row, event, occasion, arguments));
        };
    }

    /** What an accepted command does. */
    private static IncidentDecision effect(CommandContext asked) {
        return switch (asked.command().getKind()) {
            case ACKNOWLEDGE -> AcknowledgementRules.acknowledge(asked);
            case MITIGATE -> StateCommands.mitigate(asked);
            case RESOLVE -> StateCommands.resolve(asked);
            case CLOSE -> StateCommands.close(asked);
            case SNOOZE -> Snoozing.snooze(asked);
            case ADD_NOTE -> TriageCommands.addNote(asked);
            case ADD_LINK -> addLink(asked);
            case COMPLETE_STEP -> RunbookSteps.complete(asked);
            case SET_SEVERITY -> TriageCommands.setSeverity(asked);
            case SET_CONFIDENTIAL -> TriageCommands.setConfidential(asked);
            case ASSIGN_ROLE -> ResponderCommands.assignRole(asked);
            case ESCALATE -> ResponderCommands.escalate(asked);
            case MERGE -> Merging.merge(asked);
            case SPLIT -> AlertMoving.split(asked);
            case MOVE -> AlertMoving.move(asked);
            case ASSESS -> StatusCommands.assess(asked);
            case POST_UPDATE -> StatusCommands.update(asked);
            case MITIGATION_FAILED -> StateCommands.mitigationFailed(asked);
            case PAUSE_CLOCKS -> ClockPausing.pause(asked);
            case RESUME_CLOCKS -> ClockPausing.resume(asked);
            case ADD_TASK -> FollowUps.add(asked);
            case ASSIGN_TASK -> FollowUps.assign(asked);
            case COMPLETE_TASK -> FollowUps.complete(asked);
            case UNACKNOWLEDGE -> AcknowledgementRules.takeBack(asked);
            case REOPEN -> Reopening.asked(asked);
            case UNKNOWN -> asked.refuse(CommandRefusal.unknownCommand());
        };
    }

    /** Beside the links that came with alerts; a round that begins with new alerts drops both. */
    private static IncidentDecision addLink(CommandContext asked) {
        var link = new Link(asked.argument("title"), asked.argument("url"));
        var known = asked.incident().getLinks();
        if (known.stream().anyMatch(each -> each.getHref().equals(link.getHref()))) {
            return asked.refuse("the incident already has this link");
        }
        if (known.size() >= Members.LINKS) {
            return asked.refuse("the incident already has " + known.size() + " links");
        }
        var draft = asked.draft();
        draft.incident.setLinks(Members.links(known, List.of(link)));
        draft.fact(FactKind.NOTE_ADDED, asked.sentence(Map.of()), asked.actor(), asked.details(Map.of("title", link
                .getTitle(), "url", link.getHref())));
        return asked.done(draft, "link-added");
    }

    /** Refuses a command on an unknown incident, on its timeline. */
    static IncidentDecision missing(Command command) {
        var reason = "there is no incident " + command.getIncidentId()
                + " that is open or can be reopened; after its reopen window, "
                + "an incident accepts commands only while follow-ups or its review are open";
        var details = CommandContext.details(command);
        details.put("reason", reason);
        details.put("code", "unknown-incident");
        return new Missing(new TimelineFact(FactKind.COMMAND_REFUSED, command.getKind() + " refused: " + reason,
                CommandContext
                        .actor(
                                command), details), "unknown-incident", reason);
    }
}
