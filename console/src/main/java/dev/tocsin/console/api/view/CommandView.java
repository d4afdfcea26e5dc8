package dev.tocsin.console.api.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.schemas.command.Argument;
import dev.tocsin.schemas.command.CommandSpec;
import dev.tocsin.schemas.command.Commands;
import dev.tocsin.schemas.command.Standing;
import dev.tocsin.schemas.time.Durations;

/**
 * A command as the API lists it; the page makes its buttons and forms of it.
 *
 * @param name
 *            last part of its path
 * @param label
 *            text of its button
 * @param primary
 *            whether it has a button of its own, ahead of the forms
 * @param reveals
 *            whether a confidential incident takes it with a cleared token only
 * @param stages
 *            stages of an incident at which it is accepted
 * @param exactlyOneOf
 *            arguments of which exactly one is needed
 * @param atLeastOneOf
 *            arguments of which at least one is needed
 */
public record CommandView(String name, String kind, String label, String description, boolean primary, String role,
        boolean reveals, List<String> stages, List<ArgumentView> arguments, List<String> exactlyOneOf,
        List<String> atLeastOneOf) {

    /**
     * An argument of a command.
     *
     * @param clears
     *            whether an empty value has a meaning of its own
     * @param longest
     *            most characters; most items of a list
     * @param within
     *            longest duration, or the time within which an instant must lie; null if there is no limit
     */
    public record ArgumentView(String name, String type, String description, boolean required, boolean clears,
            int longest, Optional<String> within, List<String> choices) {

        static ArgumentView of(Argument argument) {
            return new ArgumentView(argument.name(), argument.type().code(), argument.sentence(), argument.required(),
                    argument.clears(), argument.longest(), argument.latest().map(Durations::written), argument
                            .choices());
        }
    }

    /** All commands. */
    public static List<CommandView> all() {
        return Commands.all().stream().map(CommandView::of).toList();
    }

    /** Names of the commands that an incident accepts now, if their arguments fit. */
    public static List<String> accepted(Standing incident) {
        return Commands.all().stream().filter(spec -> spec.refusal(incident).isEmpty()).map(CommandSpec::name).toList();
    }

    private static CommandView of(CommandSpec spec) {
        return new CommandView(spec.name(), spec.kind().name(), spec.label(), spec.sentence(), spec.primary(), spec
                .role().name().toLowerCase(Locale.ROOT), spec.reveals(), spec.accepted().stream().sorted()
                        .map(Enum::name).toList(), spec.arguments().stream().map(ArgumentView::of).toList(), spec
                                .exclusive(), spec.anyOf());
    }
}
