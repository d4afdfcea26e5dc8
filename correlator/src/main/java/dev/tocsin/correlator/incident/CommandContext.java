package dev.tocsin.correlator.incident;

import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.correlator.incident.IncidentEvent.Commanded;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.Command;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.schemas.command.CommandRefusal;
import dev.tocsin.schemas.command.CommandSpec;
import dev.tocsin.schemas.command.Commands;
import dev.tocsin.state.IncidentRow;

/**
 * A command that is being carried out or refused.
 *
 * @param arguments
 *            arguments that were read; empty while the command is being judged
 */
record CommandContext(IncidentRow row, Commanded event, DecisionContext occasion, Map<String, String> arguments) {

    Command command() {
        return event.command();
    }

    Incident incident() {
        return row.getIncident();
    }

    IncidentState state() {
        return incident().getState();
    }

    /** An argument; empty if it is missing. */
    String argument(String name) {
        return arguments.getOrDefault(name, "");
    }

    /** Whether an argument was given; an empty one only counts where it has a meaning of its own. */
    boolean has(String name) {
        return arguments.containsKey(name);
    }

    /** How the command reads on the timeline. */
    String sentence(Map<String, String> more) {
        var values = new TreeMap<>(arguments);
        values.putAll(more);
        values.put("actor", actor());
        return Commands.of(command().getKind()).timeline().fill(values);
    }

    String actor() {
        return actor(command());
    }

    /** Actor of the command; without a name, its channel. */
    static String actor(Command command) {
        return command.getActor().isBlank() ? "unknown user via " + command.getVia() : command.getActor();
    }

    /** The draft in which it is carried out: it remembers the command, and shows its note. */
    IncidentDraft draft() {
        var draft = IncidentDraft.of(row, occasion);
        draft.remember(command().getId());
        if (!command().getNote().isBlank()) {
            draft.incident.setNote(command().getNote());
        }
        return draft;
    }

    /** Completes the command, which also prolongs the acknowledgement. */
    IncidentDecision done(IncidentDraft draft, String outcome) {
        AcknowledgementRules.prolong(draft);
        PostIncident.watch(draft);
        return draft.changed(outcome, "requested by " + actor());
    }

    /** Refuses a command that does not fit the contents of the incident or the policy. */
    IncidentDecision refuse(String detail) {
        return refuse(CommandRefusal.notApplicable(detail));
    }

    /** Remembers that it was refused, and says why. */
    IncidentDecision refuse(CommandRefusal refusal) {
        var reason = refusal.sentence();
        var name = Commands.find(command().getKind()).map(CommandSpec::label).orElse(command().getKind().name());
        var draft = IncidentDraft.of(row, occasion);
        draft.remember(command().getId());
        draft.fact(FactKind.COMMAND_REFUSED, name + " refused: " + reason, actor(), details(Map.of("reason", reason,
                "code", refusal.reason().code())));
        return draft.noted("command-refused", reason);
    }

    /** What every entry of a command says, and more. */
    Map<String, String> details(Map<String, String> more) {
        var details = details(command());
        details.putAll(more);
        return details;
    }

    static Map<String, String> details(Command command) {
        var details = new TreeMap<>(Map.of("command", command.getId(), "via", command.getVia()));
        if (!command.getNote().isBlank()) {
            details.put("note", command.getNote());
        }
        return details;
    }
}
