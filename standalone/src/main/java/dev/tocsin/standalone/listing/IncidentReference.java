package dev.tocsin.standalone.listing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * What a person types for an incident: its ID, the beginning of the ID or of its second part, or the name of a service that has
 * one open incident.
 */
public sealed interface IncidentReference {

    /** It is this one. */
    record One(String id) implements IncidentReference {}

    /** There is none; the sentence says so. */
    record None(String sentence) implements IncidentReference {}

    /** It could be several. */
    record Several(String typed, List<JsonNode> incidents) implements IncidentReference {

        public Several {
            incidents = List.copyOf(incidents);
        }

        /**
         * Says which there are, with what to type for each.
         *
         * @param command
         *            the words before the ID, such as {@code tocsin incident ack}
         */
        public List<String> lines(String command, Instant now) {
            return Stream.concat(Stream.of("'" + typed + "' can be " + incidents.size()
                    + " incidents; name one of them:"), incidents.stream().map(incident -> "  " + command + " "
                            + Listings.shortId(Plain.text(incident.path("id"))) + "   " + Plain.text(incident.path(
                                    "severity")) + " " + Plain.word(incident.path("state")) + ", " + Plain.age(incident
                                            .path("openedAt"), now) + ", " + Plain.text(incident.path("service")) + ": "
                            + Plain.text(incident.path("title")))).toList();
        }
    }

    /** Whether the text is a whole ID, so that nothing has to be looked up. */
    static boolean isWhole(String typed) {
        return typed.matches("[0-9a-f]{8}-[0-9a-z]{12}");
    }

    /**
     * What is meant.
     *
     * @param ofService
     *            open incidents of the service of that name
     * @param containing
     *            incidents in which the text occurs
     */
    static IncidentReference of(String typed, List<JsonNode> ofService, List<JsonNode> containing) {
        Map<String, JsonNode> meant = new LinkedHashMap<>();
        ofService.forEach(incident -> meant.put(Plain.text(incident.path("id")), incident));
        containing.stream().filter(incident -> begins(Plain.text(incident.path("id")), typed)).forEach(
                incident -> meant.put(Plain.text(incident.path("id")), incident));
        if (meant.containsKey(typed)) {
            return new One(typed);
        }
        return switch (meant.size()) {
            case 0 -> new None("no incident has an ID that begins with '" + typed + "', and no service '" + typed
                    + "' has an open incident: tocsin incidents lists them");
            case 1 -> new One(meant.keySet().iterator().next());
            default -> new Several(typed, List.copyOf(meant.values()));
        };
    }

    private static boolean begins(String id, String typed) {
        return id.startsWith(typed) || id.substring(id.indexOf('-') + 1).startsWith(typed);
    }
}
