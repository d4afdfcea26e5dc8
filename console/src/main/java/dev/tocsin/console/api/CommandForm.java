package dev.tocsin.console.api;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.console.command.CommandRequest;
import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.event.CommandKind;

/** Reads a command from a request: {@code {actor?, note?, commandId?}} and the arguments of its kind. */
final class CommandForm {

    /** Kind of command by the last part of the path. */
    static final Map<String, CommandKind> ACTIONS = Map.ofEntries(entry("acknowledge", CommandKind.ACKNOWLEDGE),
            entry("unacknowledge", CommandKind.UNACKNOWLEDGE), entry("reopen", CommandKind.REOPEN),
            entry("mitigate", CommandKind.MITIGATE), entry("resolve", CommandKind.RESOLVE),
            entry("note", CommandKind.ADD_NOTE), entry("severity", CommandKind.SET_SEVERITY),
            entry("role", CommandKind.ASSIGN_ROLE), entry("snooze", CommandKind.SNOOZE),
            entry("escalate", CommandKind.ESCALATE), entry("merge", CommandKind.MERGE),
            entry("split", CommandKind.SPLIT), entry("move", CommandKind.MOVE), entry("close", CommandKind.CLOSE),
            entry("confidential", CommandKind.SET_CONFIDENTIAL), entry("assess", CommandKind.ASSESS),
            entry("update", CommandKind.POST_UPDATE), entry("mitigation-failed", CommandKind.MITIGATION_FAILED),
            entry("pause-clocks", CommandKind.PAUSE_CLOCKS), entry("resume-clocks", CommandKind.RESUME_CLOCKS),
            entry("task", CommandKind.ADD_TASK), entry("assign-task", CommandKind.ASSIGN_TASK),
            entry("complete-task", CommandKind.COMPLETE_TASK));

    private static final Set<String> MEMBERS = Set.of("actor", "note", "commandId");
    private static final Pattern COMMAND_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");
    private static final int LONGEST_ACTOR = 120;
    private static final int LONGEST_NOTE = 4_000;

    private CommandForm() {}

    /**
     * @throws ProblemException
     *             400
     */
    static CommandRequest read(String incidentId, CommandKind kind, JsonBody body, String via) {
        body.only(Stream.concat(MEMBERS.stream(), CommandArguments.names(kind).stream()).collect(Collectors.toSet()));
        var note = body.string("note").map(String::strip).orElse("");
        if (kind == CommandKind.ADD_NOTE && note.isEmpty()) {
            throw ProblemException.badRequest("note is required");
        }
        if (note.length() > LONGEST_NOTE || note.chars().anyMatch(letter -> Character.isISOControl(letter)
                && letter != '\n' && letter != '\r' && letter != '\t')) {
            throw ProblemException.badRequest("note must be at most " + LONGEST_NOTE
                    + " characters, without control characters");
        }
        return new CommandRequest(incidentId, kind, commandId(body.string("commandId")), actor(body.string("actor"),
                via), via,
                note, CommandArguments.read(kind, body));
    }

    private static String actor(Optional<String> given, String via) {
        var actor = given.map(String::strip).filter(name -> !name.isEmpty()).orElse("unknown via " + via);
        if (actor.length() > LONGEST_ACTOR || actor.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest("actor must be at most " + LONGEST_ACTOR
                    + " characters, without control characters");
        }
        return actor;
    }

    private static String commandId(Optional<String> given) {
        var id = given.orElseGet(() -> UUID.randomUUID().toString());
        if (!COMMAND_ID.matcher(id).matches()) {
            throw ProblemException.badRequest(
                    "commandId must be 1 to 100 letters, digits, dots, colons, dashes or underscores");
        }
        return id;
    }
}
