package dev.tocsin.schemas.command;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.event.CommandKind;

/** All commands, in the order of pages and help texts. */
public final class Commands {

    /** Escalates to the next escalation step of the incident, unless the policy has something of that name. */
    public static final String NEXT_STEP = "next-step";

    /** Name of the note that each command can carry. */
    public static final String NOTE = "note";

    /** Most characters of a note. */
    public static final int LONGEST_NOTE = 4_000;

    private static final List<CommandSpec> ALL = Stream.of(ResponseCommands.ALL, ReportCommands.ALL,
            GroupingCommands.ALL, FollowUpCommands.ALL).flatMap(List::stream).toList();
    private static final Map<CommandKind, CommandSpec> BY_KIND = byKind();

    private Commands() {}

    /** Every command. */
    public static List<CommandSpec> all() {
        return ALL;
    }

    /** The command of a kind; empty for a kind that this version does not know. */
    public static Optional<CommandSpec> find(CommandKind kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }

    /** The command of a kind that this version knows. */
    public static CommandSpec of(CommandKind kind) {
        return find(kind).orElseThrow(() -> new IllegalArgumentException("no command of kind " + kind));
    }

    /** The command of a name in the API, or of the name of its kind, such as {@code severity} or {@code set-severity}. */
    public static Optional<CommandSpec> named(String name) {
        return ALL.stream().filter(spec -> spec.name().equals(name) || spec.kindName().equals(name)).findFirst();
    }

    /** Names of the arguments of all commands, each once. */
    public static List<String> argumentNames() {
        return ALL.stream().flatMap(spec -> spec.arguments().stream()).map(Argument::name).filter(
                name -> !name.equals(NOTE)).distinct().toList();
    }

    private static Map<CommandKind, CommandSpec> byKind() {
        var byKind = new EnumMap<CommandKind, CommandSpec>(CommandKind.class);
        ALL.forEach(spec -> {
            if (byKind.put(spec.kind(), spec) != null) {
                throw new IllegalStateException(spec.kind() + " has two entries");
            }
        });
        return byKind;
    }
}
