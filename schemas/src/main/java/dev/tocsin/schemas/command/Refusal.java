package dev.tocsin.schemas.command;

import java.util.Map;

/**
 * A command is refused.
 *
 * @param sentence
 *            the reason with its values, for people
 */
public record Refusal(RefusalReason reason, String sentence) {

    /** With the values of its sentence. */
    static Refusal of(RefusalReason reason, Map<String, String> values) {
        return new Refusal(reason, Template.fill(reason.sentence(), values));
    }

    /** Because of how far the incident is. */
    static Refusal of(RefusalReason reason, Standing incident) {
        return of(reason, Map.of("acknowledgedBy", incident.acknowledgedBy(), "mitigatedBy", incident.mitigatedBy(),
                "resolvedBy", incident.resolvedBy(), "mergedInto", incident.mergedInto()));
    }

    /** Because this version does not know the command. */
    public static Refusal unknownCommand() {
        return of(RefusalReason.UNKNOWN_COMMAND, Map.of());
    }

    /** Because of what the incident contains, or what the policy knows. */
    public static Refusal notApplicable(String detail) {
        return of(RefusalReason.NOT_APPLICABLE, Map.of("detail", detail));
    }
}
