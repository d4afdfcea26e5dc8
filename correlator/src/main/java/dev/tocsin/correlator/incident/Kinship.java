package dev.tocsin.correlator.incident;

import java.util.Map;

/**
 * Why an alert belongs to an incident.
 *
 * @param reason
 *            for a person
 * @param details
 *            for the entry on the timeline
 */
public record Kinship(String reason, Map<String, String> details) {

    /** By the rule's correlation key. */
    public static final Kinship KEY = new Kinship("same correlation key", Map.of());

    /** It is a member already. */
    public static final Kinship MEMBER = new Kinship("it is a member", Map.of());

    /** A person moved it there. */
    public static final Kinship PLACED = new Kinship("a person put it there", Map.of());

    public Kinship {
        details = Map.copyOf(details);
    }
}
