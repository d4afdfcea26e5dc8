package dev.tocsin.schemas.command;

import java.util.Map;

/** Whether an incident accepts a command. */
public sealed interface CommandVerdict {

    /**
     * It does.
     *
     * @param arguments
     *            in their usual form; without those that say nothing
     */
    record Accepted(Map<String, String> arguments) implements CommandVerdict {

        public Accepted {
            arguments = Map.copyOf(arguments);
        }
    }

    /** It does not. */
    record Refused(CommandRefusal refusal) implements CommandVerdict {}
}
