package dev.tocsin.correlator.incident.member;

import java.util.Map;

/**
 * Why an alert belongs to an incident.
 *
 * @param reason
 *            for a person
 * @param details
 *            for the entry on the timeline
 */
public record JoinReason(String reason, Map<String, String> details) {

    /** By the rule's correlation key. */
    public static final JoinReason KEY = new JoinReason("same correlation key", Map.of());

    /** It is a member already. */
    public static final JoinReason MEMBER = new JoinReason("already in the incident", Map.of());

    /** A person moved it there. */
    public static final JoinReason PLACED = new JoinReason("moved there by a person", Map.of());

    public JoinReason {
        details = Map.copyOf(details);
    }
}
