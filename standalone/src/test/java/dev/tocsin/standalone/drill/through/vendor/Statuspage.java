package dev.tocsin.standalone.drill.through.vendor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/** Incidents of a page (developer.statuspage.io, "Incidents"). */
final class Statuspage implements Vendor {

    private static final List<String> STATUSES = List.of("investigating", "identified", "monitoring", "resolved");

    private final String key;
    private final Map<String, Published> incidents = new LinkedHashMap<>();

    private record Published(String status, JsonNode metadata) {}

    Statuspage(String key) {
        this.key = key;
    }

    @Override
    public String name() {
        return "statuspage";
    }

    @Override
    public Answer take(Call call, Journal journal) {
        var parts = call.path().split("/");
        if (!call.authorization().equals("OAuth " + key)) {
            return Answer.json(401, Map.of("error", "Could not authenticate"));
        }
        if (parts.length < 5 || !parts[1].equals("v1") || !parts[2].equals("pages") || !parts[4].equals("incidents")) {
            return Answer.json(404, Map.of("error", "Not found"));
        }
        if (call.method().equals("GET")) {
            return unresolved();
        }
        var incident = call.json().path("incident");
        var status = incident.path("status").asString("");
        var id = parts.length > 5 ? parts[5] : "sp" + (incidents.size() + 1);
        if (!STATUSES.contains(status) || parts.length == 5 && incident.path("name").asString("").isEmpty()) {
            return Answer.json(422, Map.of("error", List.of("status or name is invalid")));
        }
        if (parts.length > 5 && !incidents.containsKey(id)) {
            return Answer.json(404, Map.of("error", "Not found"));
        }
        var before = incidents.get(id);
        incidents.put(id, new Published(status, before == null ? incident.path("metadata") : before.metadata()));
        journal.add(name(), parts[3], (before == null ? "published " : "updated ") + status, incident.path("name")
                .asString("") + "\n" + incident.path("body").asString(""));
        return Answer.json(before == null ? 201 : 200, Map.of("id", id, "status", status));
    }

    private Answer unresolved() {
        return new Answer(200, tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(incidents.entrySet()
                .stream().filter(it -> !it.getValue().status().equals("resolved")).map(it -> Map.of("id", it.getKey(),
                        "status", it.getValue().status(), "metadata", it.getValue().metadata())).toList()));
    }

    /** Incidents that are not resolved. */
    Set<String> open() {
        return incidents.entrySet().stream().filter(it -> !it.getValue().status().equals("resolved")).map(
                Map.Entry::getKey).collect(java.util.stream.Collectors.toSet());
    }
}
