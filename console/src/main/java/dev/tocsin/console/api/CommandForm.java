package dev.tocsin.console.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.console.command.CommandRequest;
import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.schemas.command.Argument;
import dev.tocsin.schemas.command.CommandCheck;
import dev.tocsin.schemas.command.CommandSpec;
import dev.tocsin.schemas.command.CommandVerdict;
import dev.tocsin.schemas.command.Commands;

/** Reads a command from a request: {@code {actor?, note?, commandId?}} and the arguments of its kind. */
final class CommandForm {

    static final int LONGEST_ACTOR = 120;
    static final Pattern COMMAND_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");

    private static final Set<String> MEMBERS = Set.of("actor", Commands.NOTE, "commandId");

    private CommandForm() {}

    /**
     * @throws ProblemException
     *             400
     */
    static CommandRequest read(String incidentId, CommandSpec spec, JsonBody body, String via, Instant now) {
        body.only(Stream.concat(MEMBERS.stream(), spec.arguments().stream().map(Argument::name)).collect(Collectors
                .toSet()));
        var note = note(body);
        var arguments = switch (CommandCheck.arguments(spec, arguments(spec, body), note, now)) {
            case CommandVerdict.Accepted(var read) -> new TreeMap<>(read);
            case CommandVerdict.Refused(var refusal) -> throw ProblemException.badRequest(refusal.sentence());
        };
        arguments.remove(Commands.NOTE);
        return new CommandRequest(incidentId, spec.kind(), commandId(body.string("commandId")), actor(body.string(
                "actor"), via), via, note, arguments);
    }

    private static Map<String, String> arguments(CommandSpec spec, JsonBody body) {
        var given = new TreeMap<String, String>();
        for (var argument : spec.arguments()) {
            value(argument, body).ifPresent(text -> given.put(argument.name(), text));
        }
        return given;
    }

    private static Optional<String> value(Argument argument, JsonBody body) {
        return switch (argument.type()) {
            case BOOLEAN -> body.bool(argument.name()).map(Object::toString);
            case ALERTS -> alerts(argument, body);
            case LINE, TEXT, SEVERITY, ROLE, PERSON, ESCALATION, CHOICE, DURATION, INSTANT, MOMENT, INCIDENT,
                    FOLLOW_UP, URL -> body.string(argument.name()).map(text -> printable(argument, text));
        };
    }

    private static Optional<String> alerts(Argument argument, JsonBody body) {
        var alerts = body.strings(argument.name());
        if (alerts.size() > argument.longest() || alerts.stream().anyMatch(alert -> alert.isBlank() || alert.chars()
                .anyMatch(Character::isISOControl))) {
            throw ProblemException.badRequest(argument.invalid().sentence());
        }
        return Optional.of(String.join("\n", alerts)).filter(list -> !list.isEmpty());
    }

    private static String printable(Argument argument, String text) {
        if (hasControls(text.strip(), argument.isMultiline())) {
            throw ProblemException.badRequest(argument.invalid().sentence());
        }
        return text;
    }

    private static String note(JsonBody body) {
        var note = body.string(Commands.NOTE).map(String::strip).orElse("");
        if (note.length() > Commands.LONGEST_NOTE || hasControls(note, true)) {
            throw ProblemException.badRequest("note must be at most " + Commands.LONGEST_NOTE
                    + " characters, without control characters");
        }
        return note;
    }

    private static boolean hasControls(String text, boolean multiline) {
        return text.chars().anyMatch(letter -> Character.isISOControl(letter) && !(multiline && (letter == '\n'
                || letter == '\r' || letter == '\t')));
    }

    private static String actor(Optional<String> given, String via) {
        var actor = given.map(String::strip).filter(name -> !name.isEmpty()).orElse("unknown via " + via);
        if (actor.length() > LONGEST_ACTOR || hasControls(actor, false)) {
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
