package dev.tocsin.standalone.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.tocsin.schemas.command.Argument;
import dev.tocsin.schemas.command.ArgumentType;
import dev.tocsin.schemas.command.CommandSpec;
import picocli.CommandLine.Model;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A subcommand of {@code tocsin incident}, made of the table of commands. */
final class IncidentAction implements Callable<Integer> {

    /** How an incident can be named. */
    static final String INCIDENT = "The incident: its ID, the beginning of its ID, or a service that has one open incident.";

    private final CommandSpec command;
    private final IncidentCommand incident;
    private final Model.CommandSpec shell;
    private final PositionalParamSpec id;
    private final Map<Argument, ArgSpec> arguments = new LinkedHashMap<>();

    private IncidentAction(CommandSpec command, IncidentCommand incident) {
        this.command = command;
        this.incident = incident;
        this.shell = Model.CommandSpec.wrapWithoutInspection(this);
        this.id = positional(0, "ID", String.class, INCIDENT);
    }

    /** The subcommand of a command. */
    static Model.CommandSpec of(CommandSpec command, IncidentCommand incident) {
        var action = new IncidentAction(command, incident);
        action.shell.name(command.shell()).usageMessage().description(command.sentence());
        action.shell.addPositional(action.id);
        var positionals = command.arguments().stream().filter(Argument::positional).toList();
        for (var argument : command.arguments()) {
            action.add(argument, positionals.indexOf(argument) + 1);
        }
        return action.shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        var given = new LinkedHashMap<String, Object>();
        for (var each : arguments.entrySet()) {
            var argument = each.getKey();
            for (var text : values(each.getValue()).filter(it -> !it.isBlank() || argument.clears()).toList()) {
                given.merge(argument.name(), value(argument, argument.type() == ArgumentType.INCIDENT && !text
                        .isBlank() ? incident.named(text, shell.qualifiedName()) : text), IncidentAction::join);
            }
        }
        return incident.send(incident.named(id.getValue(), shell.qualifiedName()), command.name(), given);
    }

    private void add(Argument argument, int place) {
        var isList = argument.type() == ArgumentType.ALERTS;
        var type = isList ? String[].class : String.class;
        if (argument.positional()) {
            var read = positional(place, label(argument), type, argument.sentence());
            shell.addPositional(read);
            arguments.put(argument, read);
        } else {
            var read = OptionSpec.builder("--" + argument.name()).type(type).required(argument.required()).paramLabel(
                    label(argument)).description(argument.sentence()).build();
            shell.addOption(read);
            arguments.put(argument, read);
        }
    }

    private static PositionalParamSpec positional(int place, String label, Class<?> type, String sentence) {
        return PositionalParamSpec.builder().index(type.isArray() ? place + "..*" : Integer.toString(place)).type(type)
                .required(true).arity(type.isArray() ? "1..*" : "1").paramLabel(label).description(sentence).build();
    }

    private static String label(Argument argument) {
        return switch (argument.type()) {
            case TEXT, LINE -> argument.positional() ? "TEXT" : argument.name().toUpperCase(Locale.ROOT);
            case DURATION -> "DURATION";
            case INSTANT, MOMENT -> "WHEN";
            case INCIDENT -> "INCIDENT";
            case ALERTS -> "ALERT";
            case URL -> "URL";
            case SEVERITY, ROLE, PERSON, ESCALATION, CHOICE, FOLLOW_UP, BOOLEAN -> argument.name().toUpperCase(
                    Locale.ROOT);
        };
    }

    private static Stream<String> values(ArgSpec read) {
        Object value = read.getValue();
        return switch (value) {
            case null -> Stream.empty();
            case String[] list -> Stream.of(list);
            case Object text -> Stream.of(text.toString());
        };
    }

    /** The JSON value; text that is no boolean goes to the console as it is, whose answer says what is wrong. */
    private static Object value(Argument argument, String text) {
        return switch (argument.type()) {
            case ALERTS -> List.of(text);
            case BOOLEAN -> switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> text;
            };
            case LINE, TEXT, SEVERITY, ROLE, PERSON, ESCALATION, CHOICE, DURATION, INSTANT, MOMENT, INCIDENT,
                    FOLLOW_UP, URL -> text;
        };
    }

    private static Object join(Object one, Object other) {
        return Stream.of(one, other).flatMap(list -> ((List<?>) list).stream()).toList();
    }
}
