package dev.tocsin.correlator.correlate;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.correlator.correlate.IncidentEvent.Commanded;
import dev.tocsin.correlator.correlate.Verdict.Nothing;
import dev.tocsin.event.Command;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.state.IncidentRow;

/** What people do to incidents. Each command is carried out once, or refused once with a reason they are shown. */
final class CommandTransitions {

    private CommandTransitions() {}

    static Verdict commanded(IncidentRow row, Commanded event, Occasion occasion) {
        var command = event.command();
        if (row.getAppliedCommands().contains(command.getId())) {
            return new Nothing("command-repeat", "this command was judged already");
        }
        var draft = Draft.of(row, occasion);
        draft.remember(command.getId());
        if (!command.getNote().isBlank()) {
            draft.incident.setNote(command.getNote());
        }
        var state = row.getIncident().getState();
        return switch (command.getKind()) {
            case ACKNOWLEDGE -> acknowledge(row, draft, command, state, occasion);
            case MITIGATE -> mitigate(row, draft, command, state, occasion);
            case RESOLVE -> resolve(row, draft, command, state, occasion);
            case ADD_NOTE -> addNote(row, draft, command, occasion);
            case SET_SEVERITY -> setSeverity(row, draft, event, occasion);
            case ASSIGN_ROLE, SNOOZE, ESCALATE, MERGE, SPLIT, MOVE, CLOSE, SET_CONFIDENTIAL ->
                refuse(row, command, occasion, command.getKind() + " is not carried out by this version");
            case UNKNOWN -> refuse(row, command, occasion, "this version does not know what is asked");
        };
    }

    private static Verdict acknowledge(IncidentRow row, Draft draft, Command command, IncidentState state,
            Occasion occasion) {
        var incident = row.getIncident();
        return switch (state) {
            case OPEN, UNKNOWN -> {
                draft.incident.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedAt(occasion.now())
                        .setAcknowledgedBy(actor(command));
                draft.fact(FactKind.ACKNOWLEDGED, actor(command) + " has it", actor(command), details(command));
                yield draft.changed("acknowledged", "asked by " + actor(command));
            }
            case ACKNOWLEDGED -> refuse(row, command, occasion, "it is acknowledged already, by "
                    + incident.getAcknowledgedBy());
            case MITIGATED -> refuse(row, command, occasion, "it is mitigated already, by "
                    + incident.getMitigatedBy());
            case RESOLVED, CLOSED -> refuse(row, command, occasion, over(row));
        };
    }

    private static Verdict mitigate(IncidentRow row, Draft draft, Command command, IncidentState state,
            Occasion occasion) {
        return switch (state) {
            case OPEN, ACKNOWLEDGED, UNKNOWN -> {
                draft.incident.setState(IncidentState.MITIGATED).setMitigatedAt(occasion.now())
                        .setMitigatedBy(actor(command));
                draft.fact(FactKind.MITIGATED, actor(command) + " stopped the pain", actor(command), details(command));
                yield draft.changed("mitigated", "asked by " + actor(command));
            }
            case MITIGATED -> refuse(row, command, occasion, "it is mitigated already, by "
                    + row.getIncident().getMitigatedBy());
            case RESOLVED, CLOSED -> refuse(row, command, occasion, over(row));
        };
    }

    private static Verdict resolve(IncidentRow row, Draft draft, Command command, IncidentState state,
            Occasion occasion) {
        return switch (state) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> {
                var firing = row.getIncident().getAlertsFiring();
                draft.resolve(actor(command), actor(command) + " resolved it", details(command));
                yield draft.changed("resolved", "asked by " + actor(command)
                        + (firing > 0 ? "; " + firing + " of its alerts still fire" : ""));
            }
            case RESOLVED, CLOSED -> refuse(row, command, occasion, over(row));
        };
    }

    private static Verdict addNote(IncidentRow row, Draft draft, Command command, Occasion occasion) {
        if (command.getNote().isBlank()) {
            return refuse(row, command, occasion, "the note is empty");
        }
        draft.fact(FactKind.NOTE_ADDED, command.getNote(), actor(command), details(command));
        return draft.changed("note-added", "asked by " + actor(command));
    }

    private static Verdict setSeverity(IncidentRow row, Draft draft, Commanded event, Occasion occasion) {
        var command = event.command();
        var incident = row.getIncident();
        var asked = command.getArguments().getOrDefault("severity", "").strip();
        var level = event.levels().stream().filter(each -> each.id().equalsIgnoreCase(asked)).findFirst();
        if (level.isEmpty()) {
            return refuse(row, command, occasion, "severity '" + asked + "' is none of " + event.levels().stream()
                    .map(SeverityLevel::id).collect(Collectors.joining(", ")));
        }
        var from = incident.getSeverity().getId();
        var to = level.get();
        if (from.equals(to.id()) && !incident.getSeveritySetBy().isEmpty()) {
            return refuse(row, command, occasion, incident.getSeveritySetBy() + " set it to " + from + " already");
        }
        draft.incident.setSeverity(new Severity(to.id(), to.rank())).setSeveritySetBy(actor(command))
                .setLadder(to.ladder());
        draft.pace(to.quietTime(), to.reopenWindow());
        var details = new TreeMap<>(details(command));
        details.putAll(Map.of("from", from, "to", to.id()));
        draft.fact(FactKind.SEVERITY_CHANGED, from + " -> " + to.id() + ", set by " + actor(command), actor(command),
                details);
        return draft.changed("severity-set", "asked by " + actor(command));
    }

    private static Verdict refuse(IncidentRow row, Command command, Occasion occasion, String reason) {
        var draft = Draft.of(row, occasion);
        draft.remember(command.getId());
        var details = new TreeMap<>(details(command));
        details.put("reason", reason);
        return draft.refused(new Fact(FactKind.COMMAND_REFUSED, command.getKind() + " refused: " + reason,
                actor(command), details), "command-refused", reason);
    }

    private static String over(IncidentRow row) {
        return "it is resolved already, by " + row.getIncident().getResolvedBy();
    }

    /** Who asks; a command without a name still comes from somewhere. */
    private static String actor(Command command) {
        return command.getActor().isBlank() ? "somebody via " + command.getVia() : command.getActor();
    }

    private static Map<String, String> details(Command command) {
        var details = new TreeMap<>(Map.of("command", command.getId(), "via", command.getVia()));
        if (!command.getNote().isBlank()) {
            details.put("note", command.getNote());
        }
        return details;
    }
}
