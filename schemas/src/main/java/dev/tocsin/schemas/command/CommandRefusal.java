package dev.tocsin.schemas.command;

import java.util.Map;

/**
 * A command is refused.
 *
 * @param sentence
 *            the reason with its values, for people
 */
public record CommandRefusal(CommandRefusalReason reason, String sentence) {

    /** With the values of its sentence. */
    static CommandRefusal of(CommandRefusalReason reason, Map<String, String> values) {
        return new CommandRefusal(reason, SentenceTemplate.fill(reason.sentence(), values));
    }

    /** Because of how far the incident is. */
    static CommandRefusal of(CommandRefusalReason reason, Standing incident) {
        return of(reason, Map.of("acknowledgedBy", incident.acknowledgedBy(), "mitigatedBy", incident.mitigatedBy(),
                "resolvedBy", incident.resolvedBy(), "mergedInto", incident.mergedInto()));
    }

    /** Because this version does not know the command. */
    public static CommandRefusal unknownCommand() {
        return of(CommandRefusalReason.UNKNOWN_COMMAND, Map.of());
    }

    /** Because of what the incident contains, or what the policy knows. */
    public static CommandRefusal notApplicable(String detail) {
        return of(CommandRefusalReason.NOT_APPLICABLE, Map.of("detail", detail));
    }
}
