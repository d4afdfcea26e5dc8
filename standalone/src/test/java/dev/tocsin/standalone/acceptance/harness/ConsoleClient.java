package dev.tocsin.standalone.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.IncidentState;
import tools.jackson.databind.JsonNode;

/** What a person does at the console, over its API. */
public final class ConsoleClient {

    private final String url;

    /**
     * @param url
     *            of the console, without a path
     */
    public ConsoleClient(String url) {
        this.url = url;
    }

    /** The incident of a service; waits until there is one. */
    public JsonNode awaitIncident(String service) {
        return Awaiting.value("an incident of " + service, () -> incidentOf(service));
    }

    /** The incident of a service; waits until it is in a state. */
    public JsonNode awaitIncident(String service, IncidentState state) {
        return Awaiting.value("the incident of " + service + " " + state,
                () -> incidentOf(service).filter(it -> it.path("state").asString("").equals(state.name())));
    }

    /** The incident of a service, if there is one now. */
    public Optional<JsonNode> incidentOf(String service) {
        return incidents().stream().filter(it -> it.path("service").asString("").equals(service)).findFirst();
    }

    /** All incidents in the list. */
    public List<JsonNode> incidents() {
        var all = get("/api/incidents?state=all&limit=500");
        return all.path("incidents").valueStream().toList();
    }

    /** One incident with its timeline. */
    public JsonNode incident(String id) {
        return get("/api/incidents/" + id);
    }

    /** Acknowledges; fails when the console does not take it. */
    public void acknowledge(String id) {
        command(id, "acknowledge");
    }

    /** Resolves; fails when the console does not take it. */
    public void resolve(String id) {
        command(id, "resolve");
    }

    private void command(String id, String command) {
        var answer = Http.deliver(url + "/api/incidents/" + id + "/" + command, Http.JSON.writeValueAsString(Map.of(
                "actor", "ada", "note", "acceptance")));
        if (!answer.isSuccess()) {
            throw new AssertionError(command + " was answered " + answer);
        }
    }

    private JsonNode get(String path) {
        try {
            var answer = Http.get(url + path);
            if (!answer.isSuccess()) {
                throw new AssertionError(path + " was answered " + answer);
            }
            return answer.json();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
