package dev.tocsin.standalone.top;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.standalone.listing.Plain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Folds what needs nobody beside its parent: the incidents of a storm, and those that a dependency explains. A child that pages
 * for itself stays.
 */
final class Folding {

    private Folding() {}

    /** The incidents that remain; a parent's title says how many are folded into it. */
    static List<JsonNode> of(List<JsonNode> incidents) {
        var there = incidents.stream().map(Board::id).collect(Collectors.toSet());
        Map<String, Integer> folded = new HashMap<>();
        incidents.stream().filter(incident -> isFolded(incident, there)).forEach(incident -> folded.merge(parent(
                incident), 1, Integer::sum));
        return incidents.stream().filter(incident -> !isFolded(incident, there)).map(incident -> folded.containsKey(
                Board
                        .id(incident)) ? counted(incident, folded.get(Board.id(incident))) : incident).toList();
    }

    private static boolean isFolded(JsonNode incident, Set<String> there) {
        return there.contains(parent(incident)) && !parent(incident).equals(Board.id(incident)) && (Need.of(
                incident) == Need.RESOLVED || !Plain.text(incident.path("suppressedBy")).isEmpty());
    }

    private static String parent(JsonNode incident) {
        return Plain.text(incident.path("parentId"));
    }

    private static JsonNode counted(JsonNode incident, int children) {
        var row = (ObjectNode) incident.deepCopy();
        row.put("title", "(+" + children + ") " + Plain.text(incident.path("title")));
        return row;
    }
}
