package dev.tocsin.standalone.acceptance.harness;

import java.time.Instant;
import java.util.Map;

import dev.tocsin.event.NotificationKind;
import tools.jackson.databind.JsonNode;

/**
 * One request that the receiver of webhooks got.
 *
 * @param id
 *            {@code webhook-id}: the same for every attempt at one notification
 * @param at
 *            when it came
 * @param headers
 *            by lower-case name
 * @param body
 *            as it came, for the signature
 */
public record Page(String id, Instant at, Map<String, String> headers, String body) {

    /** What is told. */
    public NotificationKind kind() {
        return NotificationKind.valueOf(data().path("kind").asString("UNKNOWN"));
    }

    /** The incident it is about. */
    public String incidentId() {
        return data().path("incident").path("id").asString("");
    }

    /** The service it is about. */
    public String service() {
        return data().path("incident").path("service").asString("");
    }

    /** Whether it says that it comes late. */
    public boolean isLate() {
        return data().path("late").asBoolean(false);
    }

    /** The target it is for. */
    public String target() {
        return data().path("target").asString("");
    }

    /** What the message is about. */
    public JsonNode data() {
        return Http.JSON.readTree(body).path("data");
    }

    @Override
    public String toString() {
        return kind() + " to " + target() + " of " + service() + " (" + incidentId() + ") at " + at;
    }
}
