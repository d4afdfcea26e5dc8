package dev.tocsin.schemas.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.schemas.time.Durations;

/**
 * An argument of a command.
 *
 * @param name
 *            its name in the API, in cases and drills, and as an option on the command line
 * @param sentence
 *            describes it, for help texts and fields
 * @param required
 *            whether the command needs it
 * @param clears
 *            whether an empty value has a meaning of its own, such as unassigning a person
 * @param longest
 *            most characters; most items of a list
 * @param latest
 *            longest duration, or the time within which an instant must lie; empty if there is no limit
 * @param choices
 *            values of a {@link ArgumentType#CHOICE}
 * @param positional
 *            whether the command line takes it without the name of an option
 */
public record Argument(String name, ArgumentType type, String sentence, boolean required, boolean clears, int longest,
        Optional<Duration> latest, List<String> choices, boolean positional) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_POLICY_NAME = 200;
    private static final int LONGEST_TEXT = 2_000;

    public Argument {
        choices = List.copyOf(choices);
    }

    /** A required one, which the command line takes without an option. */
    static Argument required(String name, ArgumentType type, String sentence) {
        return new Argument(name, type, sentence, true, false, longest(type), Optional.empty(), List.of(), true);
    }

    /** One that may be missing. */
    static Argument optional(String name, ArgumentType type, String sentence) {
        return new Argument(name, type, sentence, false, false, longest(type), Optional.empty(), List.of(), false);
    }

    /** The same, where an empty value has a meaning of its own. */
    Argument clearing() {
        return new Argument(name, type, sentence, required, true, longest, latest, choices, positional);
    }

    /** The same argument, limited to a number of characters. */
    Argument atMost(int characters) {
        return new Argument(name, type, sentence, required, clears, characters, latest, choices, positional);
    }

    /** The same within a time. */
    Argument within(Duration time) {
        return new Argument(name, type, sentence, required, clears, longest, Optional.of(time), choices, positional);
    }

    /** The same with its choices. */
    Argument of(String... words) {
        return new Argument(name, type, sentence, required, clears, longest, latest, List.of(words), positional);
    }

    /** The same as an option of the command line. */
    Argument asOption() {
        return new Argument(name, type, sentence, required, clears, longest, latest, choices, false);
    }

    /** Whether a value may have several lines. */
    public boolean isMultiline() {
        return type == ArgumentType.TEXT || type == ArgumentType.ALERTS;
    }

    /** A value has another form than this argument needs. */
    public CommandRefusal invalid() {
        return CommandRefusal.of(CommandRefusalReason.ARGUMENT_INVALID, Map.of("name", name, "form", form()));
    }

    /** This argument is missing. */
    CommandRefusal missing() {
        return CommandRefusal.of(CommandRefusalReason.ARGUMENT_MISSING, Map.of("name", name, "form", form()));
    }

    /** What a value looks like, for error messages. */
    String form() {
        return switch (type) {
            case CHOICE -> "one of " + String.join(", ", choices);
            case TEXT -> "text of at most " + longest + " characters, without control characters";
            case LINE, PERSON, ROLE, SEVERITY, ESCALATION, FOLLOW_UP -> type.form() + ", on one line of at most "
                    + longest + " characters";
            case DURATION -> type.form() + latest.map(time -> ", at most " + Durations.written(time)).orElse("");
            case INSTANT, MOMENT -> type.form() + latest.map(time -> ", in the future, at most " + Durations.written(
                    time) + " ahead").orElse("");
            case INCIDENT, ALERTS, BOOLEAN -> type.form();
            case URL -> type.form() + ", at most " + longest + " characters";
        };
    }

    private static int longest(ArgumentType type) {
        return switch (type) {
            case TEXT, URL -> LONGEST_TEXT;
            case SEVERITY, ESCALATION -> LONGEST_POLICY_NAME;
            case ALERTS, LINE, PERSON, ROLE, CHOICE, DURATION, INSTANT, MOMENT, INCIDENT,
                    FOLLOW_UP, BOOLEAN -> LONGEST_NAME;
        };
    }
}
