package dev.tocsin.console.api;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.PolicyVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Where an alert would go, by the policy in force. */
class RouteTrialRouteTest {

    private static final String DOWN = "{\"labels\":{\"alertname\":\"Down\",\"service\":\"shop\",\"severity\":\"critical\"}%s}";

    private final ConsoleFixture console = new ConsoleFixture();

    @BeforeEach
    void publish() throws IOException {
        try (var file = RouteTrialRouteTest.class.getResourceAsStream("/explain/policy.yml")) {
            console.projection.apply(PolicyVersion.newBuilder().setName("shop").setVersion(7).setSha256("").setText(
                    new String(file.readAllBytes(), UTF_8)).setAuthor("chiara").setPublishedAt(NOW).build());
        }
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldTellSeverityRuleServiceAndIncident() {
        var trial = ask("");

        assertThat(text(trial, "severity")).isEqualTo("SEV1");
        assertThat(text(trial, "rule")).isEqualTo("down");
        assertThat(text(trial, "why")).isEqualTo("Is the shop down?");
        assertThat(text(trial, "service")).isEqualTo("shop");
        assertThat(text(trial, "incidentKey")).startsWith("shop");
        assertThat(text(trial, "at")).isEqualTo(NOW.toString());
        assertThat(trial.get("policyVersion").intValue()).isEqualTo(7);
        assertThat(trial.get("hiddenBy")).isEmpty();
        assertThat(console.written).isEmpty();
    }

    @Test
    void shouldTellWhoWouldBePagedWhenByTheScheduleOfThatTime() {
        var steps = ask("").at("/escalations/0/steps");

        assertThat(steps).hasSize(3);
        assertThat(text(steps.get(0), "due")).isEqualTo(NOW.toString());
        assertThat(text(steps.get(0).at("/targets/0"), "name")).isEqualTo("first-line");
        assertThat(text(steps.get(0).at("/targets/0"), "by")).isEqualTo("layer weeks");
        assertThat(text(steps.get(1), "due")).isEqualTo("2026-11-21T03:05:00Z");
        assertThat(steps.get(1).at("/targets/0/people/0").stringValue()).isEqualTo("ben");
        assertThat(steps.get(1).get("pages").booleanValue()).isTrue();
        assertThat(text(steps.get(2), "condition")).isEqualTo("incident.security");
        assertThat(steps.get(2).get("pages").booleanValue()).isFalse();

        var earlier = ask(",\"at\":\"2026-11-21T02:35:00Z\"").at("/escalations/0/steps/0/targets/0");
        assertThat(earlier.at("/people/0").stringValue()).isEqualTo("eve");
        assertThat(text(earlier, "by")).isEqualTo("override");
    }

    @Test
    void shouldSayThatASilenceOfAPersonHidesIt() {
        console.post("/api/silences", """
                {"id":"s1","services":["shop"],"for":"2h","author":"dba","reason":"Upgrade"}""");

        assertThat(ask("").get("hiddenBy").get(0).stringValue()).isEqualTo("silence s1: Upgrade");
        assertThat(ask(",\"at\":\"2026-11-21T06:00:00Z\"").get("hiddenBy")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                      | labels is required
            {"labels":{}}                           | labels is required
            {"labels":{"a":1}}                      | labels must be an object of strings
            {"labels":{"a":"b"},"at":"tomorrow"}    | at must be an instant
            {"labels":{"a":"b"},"other":"x"}        | unknown member""")
    void shouldRefuseAndExplainTheCorrection(String body, String detail) {
        var answer = console.post("/api/policy/route", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").stringValue()).contains(detail);
    }

    @Test
    void shouldAnswerAsTheDescriptionSays() {
        var schema = json(console.get("/api/openapi.json")).get("paths").get("/api/policy/route").at(
                "/post/responses/200/content/application~1json/schema/properties");

        var trial = ask("");

        assertThat(schema.propertyNames()).containsExactlyInAnyOrderElementsOf(trial.propertyNames());
        var step = schema.at("/escalations/items/properties/steps/items/properties");
        assertThat(step.propertyNames()).containsExactlyInAnyOrderElementsOf(trial.at("/escalations/0/steps/0")
                .propertyNames());
        assertThat(step.at("/targets/items/properties").propertyNames()).containsExactlyInAnyOrderElementsOf(trial.at(
                "/escalations/0/steps/0/targets/0").propertyNames());
    }

    private JsonNode ask(String more) {
        var answer = console.post("/api/policy/route", DOWN.formatted(more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).stringValue();
    }
}
