package dev.tocsin.standalone.top;

import dev.tocsin.standalone.listing.Plain;
import tools.jackson.databind.JsonNode;

/** What an incident needs, in the order in which the board shows it. */
public enum Need {

    UNACKNOWLEDGED("unacknowledged"), ACKNOWLEDGED("acknowledged"), MITIGATED("mitigated"), RESOLVED("resolved");

    private final String word;

    Need(String word) {
        this.word = word;
    }

    /** As the board says it. */
    public String word() {
        return word;
    }

    /** Of an incident of the API. A state that is not known needs somebody. */
    static Need of(JsonNode incident) {
        return switch (Plain.text(incident.path("state"))) {
            case "ACKNOWLEDGED" -> ACKNOWLEDGED;
            case "MITIGATED" -> MITIGATED;
            case "RESOLVED", "CLOSED" -> RESOLVED;
            default -> UNACKNOWLEDGED;
        };
    }
}
