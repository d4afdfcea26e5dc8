package dev.tocsin.ingest.http;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as Alertmanager's API v2 gives them, to those that post alerts to {@code /api/v2/alerts}: 200 without a body; 400
 * where alerts could not be read, although the others are stored; an error is a JSON string. Source:
 * prometheus/alertmanager api/v2/api.go and openapi.yaml.
 */
final class AlertmanagerAnswer {

    private static final JsonMapper JSON = JsonMapper.shared();

    private AlertmanagerAnswer() {}

    /** The same answer in that form. */
    static Answer of(Answer answer) {
        var said = JSON.readTree(answer.body());
        if (answer.status() >= 300) {
            return error(answer, answer.status(), said);
        }
        return said.has("quarantineId")
                ? error(answer, 400, said)
                : new Answer(200, answer.outcome(), answer.contentType(), "", answer.headers());
    }

    private static Answer error(Answer answer, int status, JsonNode said) {
        return new Answer(status, answer.outcome(), "application/json", JSON.writeValueAsString(said.path("detail")
                .asString("")), answer.headers());
    }
}
