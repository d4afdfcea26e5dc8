package dev.tocsin.standalone.drill.through.vendor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** The GraphQL API (linear.app/developers): issues with ids of the client's choice, comments and workflow states. */
final class Linear implements Vendor {

    private static final List<Map<String, Object>> STATES = List.of(Map.of("id", "todo", "type", "unstarted",
            "position", 1), Map.of("id", "done", "type", "completed", "position", 2));

    private final String key;
    private final Map<String, String> issues = new LinkedHashMap<>();

    Linear(String key) {
        this.key = key;
    }

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public Answer take(Call call, Journal journal) {
        if (!call.path().equals("/graphql") || !call.authorization().equals(key)) {
            return failed(401, "AUTHENTICATION_ERROR");
        }
        var query = call.json().path("query").asString("");
        var variables = call.json().path("variables");
        if (query.contains("teams(")) {
            return data("teams", Map.of("nodes", List.of(Map.of("id", variables.path("key").asString(""), "states", Map
                    .of("nodes", STATES)))));
        }
        if (query.contains("issueCreate(")) {
            return create(variables.path("input"), journal);
        }
        var id = variables.path(query.contains("commentCreate(") ? "input" : "id");
        return query.contains("commentCreate(")
                ? comment(id, journal)
                : about(query, id.asString(""), variables.path(
                        "input"), journal);
    }

    private Answer create(JsonNode input, Journal journal) {
        if (issues.putIfAbsent(input.path("id").asString(""), "todo") != null) {
            return failed(200, "INVALID_INPUT");
        }
        journal.add(name(), input.path("teamId").asString(""), "issue created", input.path("title").asString("") + "\n"
                + input.path("description").asString(""));
        return data("issueCreate", Map.of("success", true));
    }

    private Answer comment(JsonNode input, Journal journal) {
        if (!issues.containsKey(input.path("issueId").asString(""))) {
            return failed(200, "INVALID_INPUT");
        }
        journal.add(name(), "issue", "commented", input.path("body").asString(""));
        return data("commentCreate", Map.of("success", true));
    }

    private Answer about(String query, String id, JsonNode input, Journal journal) {
        if (!issues.containsKey(id)) {
            return failed(200, "INVALID_INPUT");
        }
        if (query.contains("issueUpdate(")) {
            input.path("stateId").asStringOpt().ifPresent(state -> {
                issues.put(id, state);
                journal.add(name(), "issue", "moved to " + state, "");
            });
            return data("issueUpdate", Map.of("success", true));
        }
        return data("issue", Map.of("id", id, "team", Map.of("states", Map.of("nodes", STATES))));
    }

    private static Answer data(String what, Map<String, ?> value) {
        return Answer.json(200, Map.of("data", Map.of(what, value)));
    }

    private static Answer failed(int status, String code) {
        return Answer.json(status, Map.of("errors", List.of(Map.of("message", "refused", "extensions", Map.of("code",
                code)))));
    }

    /** Issues that are not done. */
    Set<String> open() {
        return issues.entrySet().stream().filter(it -> !it.getValue().equals("done")).map(Map.Entry::getKey).collect(
                Collectors.toSet());
    }
}
