package dev.tocsin.schemas.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.CommandKind;
import dev.tocsin.schemas.command.CommandVerdict.Accepted;
import dev.tocsin.schemas.command.CommandVerdict.Refused;

/**
 * Decides whether a command is accepted. The correlator decides with it; the console asks it in advance. What depends on the
 * policy or on alerts of the incident is left to the effect in the correlator.
 */
public final class CommandCheck {

    /** Argument of a command from a system outside: the round of the incident that it is about. */
    public static final String ROUND = "round";

    private CommandCheck() {}

    /** Whether an incident accepts a command. */
    public static CommandVerdict check(CommandKind kind, Map<String, String> arguments, String note, Standing incident,
            Instant now) {
        var spec = Commands.find(kind);
        if (spec.isEmpty()) {
            return new Refused(CommandRefusal.unknownCommand());
        }
        return otherRound(arguments, incident).or(() -> spec.get().refusal(incident)).<CommandVerdict>map(Refused::new)
                .orElseGet(() -> switch (arguments(spec.get(), arguments, note, now)) {
                    case Accepted(var read) -> spec.get().condition().refusal(incident.stage(), read)
                            .<CommandVerdict>map(reason -> new Refused(CommandRefusal.of(reason, incident)))
                            .orElseGet(() -> new Accepted(read));
                    case Refused refused -> refused;
                });
    }

    /** Whether a command has the arguments that it needs, whatever incident it is for. */
    public static CommandVerdict arguments(CommandSpec spec, Map<String, String> arguments, String note, Instant now) {
        var given = new TreeMap<>(arguments);
        given.put(Commands.NOTE, note);
        var read = new TreeMap<String, String>();
        for (var argument : spec.arguments()) {
            var refusal = read(argument, Optional.ofNullable(given.get(argument.name())), now, read);
            if (refusal.isPresent()) {
                return new Refused(refusal.get());
            }
        }
        return missing(spec, read).<CommandVerdict>map(Refused::new).orElseGet(() -> new Accepted(read));
    }

    private static Optional<CommandRefusal> otherRound(Map<String, String> arguments, Standing incident) {
        var round = arguments.getOrDefault(ROUND, "").strip();
        var current = Integer.toString(incident.round());
        return round.isEmpty() || round.equals(current) || incident.stage() == Stage.MERGED
                ? Optional.empty()
                : Optional.of(CommandRefusal.of(CommandRefusalReason.OTHER_ROUND, Map.of("round", round, "currentRound",
                        current)));
    }

    private static Optional<CommandRefusal> read(Argument argument, Optional<String> given, Instant now,
            Map<String, String> read) {
        var text = given.map(String::strip).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            var clears = argument.clears() && given.isPresent();
            if (clears) {
                read.put(argument.name(), "");
            }
            return argument.required() && !clears ? Optional.of(argument.missing()) : Optional.empty();
        }
        var value = ArgumentValue.read(argument, text.get(), now);
        value.ifPresent(usual -> read.put(argument.name(), usual));
        return value.isPresent() ? Optional.empty() : Optional.of(argument.invalid());
    }

    private static Optional<CommandRefusal> missing(CommandSpec spec, Map<String, String> read) {
        var exclusive = spec.exclusive().stream().filter(read::containsKey).count();
        if (!spec.exclusive().isEmpty() && exclusive != 1) {
            return Optional.of(refusal(CommandRefusalReason.ARGUMENTS_EXCLUSIVE, spec.exclusive()));
        }
        return spec.anyOf().isEmpty() || spec.anyOf().stream().anyMatch(read::containsKey)
                ? Optional.empty()
                : Optional.of(refusal(CommandRefusalReason.ARGUMENTS_MISSING, spec.anyOf()));
    }

    private static CommandRefusal refusal(CommandRefusalReason reason, List<String> names) {
        return CommandRefusal.of(reason, Map.of("names", String.join(reason == CommandRefusalReason.ARGUMENTS_EXCLUSIVE
                ? " and "
                : " or ", names)));
    }
}
