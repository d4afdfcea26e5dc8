package dev.tocsin.schemas.command;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.CommandKind;

/**
 * A command that people give on an incident. Routes, options, forms, sentences and validation follow from it.
 *
 * @param name
 *            its name in the API, in cases and drills
 * @param shell
 *            its name on the command line
 * @param label
 *            its button
 * @param sentence
 *            what it does, in one sentence
 * @param primary
 *            whether it has a button of its own, ahead of the other forms
 * @param reveals
 *            whether it could reveal a confidential incident, so that it takes a cleared token
 * @param accepted
 *            stages at which it is accepted
 * @param refused
 *            why it is refused at the other stages
 * @param condition
 *            what its arguments may not say at some stages
 * @param exclusive
 *            arguments of which exactly one is needed
 * @param anyOf
 *            arguments of which at least one is needed
 * @param timeline
 *            how it reads on the timeline
 */
public record CommandSpec(CommandKind kind, String name, String shell, String label, String sentence, boolean primary,
        Role role, boolean reveals, List<Argument> arguments, Set<Stage> accepted,
        Map<Stage, CommandRefusalReason> refused,
        CommandCondition condition, List<String> exclusive, List<String> anyOf, TimelineSentence timeline) {

    public CommandSpec {
        arguments = List.copyOf(arguments);
        accepted = Set.copyOf(accepted);
        refused = Map.copyOf(refused);
        exclusive = List.copyOf(exclusive);
        anyOf = List.copyOf(anyOf);
    }

    /** Its kind as cases and drills may write it, such as {@code set-severity}. */
    public String kindName() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a responder may give it; else only who proves to be an admin, and nobody by a button, a link or a vendor. */
    public boolean isForResponders() {
        return Role.RESPONDER.includes(role);
    }

    /** The argument of that name. */
    public Optional<Argument> argument(String argument) {
        return arguments.stream().filter(each -> each.name().equals(argument)).findFirst();
    }

    /** Why the stage refuses the command; empty if it accepts it. */
    public Optional<CommandRefusal> refusal(Standing incident) {
        return Optional.ofNullable(refused.get(incident.stage())).map(reason -> CommandRefusal.of(reason, incident));
    }

    static Builder command(CommandKind kind, String name, String label, String sentence) {
        return new Builder(kind, name, label, sentence);
    }

    /** Declares a command. */
    static final class Builder {

        private final CommandKind kind;
        private final String name;
        private final String label;
        private final String sentence;
        private final Map<Stage, CommandRefusalReason> reasons = new EnumMap<>(Map.of(Stage.ACKNOWLEDGED,
                CommandRefusalReason.ALREADY_ACKNOWLEDGED, Stage.MITIGATED, CommandRefusalReason.ALREADY_MITIGATED,
                Stage.RESOLVED,
                CommandRefusalReason.ALREADY_RESOLVED, Stage.CLOSED, CommandRefusalReason.ALREADY_CLOSED, Stage.MERGED,
                CommandRefusalReason.MERGED));
        private String shell;
        private boolean primary;
        private Role role = Role.RESPONDER;
        private boolean reveals;
        private List<Argument> arguments = List.of();
        private Set<Stage> accepted = Stage.ANY;
        private CommandCondition condition = (_, _) -> Optional.empty();
        private List<String> exclusive = List.of();
        private List<String> anyOf = List.of();

        private Builder(CommandKind kind, String name, String label, String sentence) {
            this.kind = kind;
            this.name = name;
            this.shell = name;
            this.label = label;
            this.sentence = sentence;
        }

        Builder shell(String word) {
            shell = word;
            return this;
        }

        Builder primary() {
            primary = true;
            return this;
        }

        /** Least role that may give it, if not responder. */
        Builder role(Role least) {
            role = least;
            return this;
        }

        Builder reveals() {
            reveals = true;
            return this;
        }

        Builder takes(Argument... some) {
            arguments = List.of(some);
            return this;
        }

        Builder exactlyOneOf(String... names) {
            exclusive = List.of(names);
            return this;
        }

        Builder atLeastOneOf(String... names) {
            anyOf = List.of(names);
            return this;
        }

        Builder when(Set<Stage> stages) {
            accepted = stages;
            return this;
        }

        /** At stages other than those of {@link #when}, it is refused with this reason. */
        Builder otherwise(Set<Stage> stages, CommandRefusalReason reason) {
            stages.forEach(stage -> reasons.put(stage, reason));
            return this;
        }

        Builder unless(CommandCondition unfit) {
            condition = unfit;
            return this;
        }

        CommandSpec reads(String template) {
            return reads(TimelineSentence.of(template));
        }

        CommandSpec reads(TimelineSentence timeline) {
            var refused = new EnumMap<Stage, CommandRefusalReason>(Stage.class);
            for (var stage : EnumSet.allOf(Stage.class)) {
                if (!accepted.contains(stage)) {
                    refused.put(stage, Optional.ofNullable(reasons.get(stage)).orElseThrow(
                            () -> new IllegalStateException(name + " is not accepted when " + stage
                                    + ": say why with otherwise()")));
                }
            }
            return new CommandSpec(kind, name, shell, label, sentence, primary, role, reveals, arguments,
                    accepted, refused, condition, exclusive, anyOf, timeline);
        }
    }
}
