package dev.tocsin.console.api;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.anAlert;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The numbers that came with the alerts of an incident. */
class ValueRouteTest {

    private final ConsoleFixture console = new ConsoleFixture();

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldShowEachNumberOfEachAlertOverTime() {
        console.projection.apply(anIncident("i1").setAlerts(List.of(anAlert("Errors", "10 %"), anAlert("Slow", "2 s")))
                .build());
        sent(0, alert("Errors", AlertStatus.FIRING, Map.of("ratio", 0.1, "nan", Double.NaN)), alert("Slow",
                AlertStatus.FIRING, Map.of("p99", 2.0)), alert("Other", AlertStatus.FIRING, Map.of("x", 1.0)));
        sent(60, alert("Errors", AlertStatus.FIRING, Map.of("ratio", 0.3)));
        sent(120, alert("Errors", AlertStatus.RESOLVED, Map.of("ratio", 0.01)));

        var answer = json(console.get("/api/incidents/i1/values"));

        assertThat(answer.get("complete").booleanValue()).isTrue();
        assertThat(answer.get("series")).hasSize(2);
        var errors = answer.get("series").get(0);
        assertThat(errors.get("alert").stringValue()).isEqualTo("Errors");
        assertThat(errors.get("value").stringValue()).isEqualTo("ratio");
        assertThat(errors.get("points").valueStream().map(point -> point.get("number").doubleValue())).containsExactly(
                0.1, 0.3, 0.01);
        assertThat(errors.get("points").get(2).get("firing").booleanValue()).isFalse();
        assertThat(console.log.asked.getLast().serviceKey()).contains("checkout");
    }

    @Test
    void shouldDescribeTheNumbersAsTheyAreAnswered() {
        console.projection.apply(anIncident("i1").setAlerts(List.of(anAlert("Errors", "10 %"))).build());
        sent(0, alert("Errors", AlertStatus.FIRING, Map.of("ratio", 0.1)));
        var operation = json(console.get("/api/openapi.json")).get("paths").get("/api/incidents/{id}/values").get(
                "get");

        var answer = console.get("/api/incidents/i1/values");

        var schema = operation.at("/responses/200/content/application~1json/schema");
        var series = schema.at("/properties/series/items");
        var point = series.at("/properties/points/items");
        assertThat(schema.get("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(json(answer)
                .propertyNames());
        assertThat(series.get("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(json(answer).at(
                "/series/0").propertyNames());
        assertThat(point.get("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(json(answer).at(
                "/series/0/points/0").propertyNames());
        assertThat(point.at("/properties/number/type").stringValue()).isEqualTo("number");
        assertThat(operation.get("parameters")).singleElement().satisfies(id -> {
            assertThat(id.get("name").stringValue()).isEqualTo("id");
            assertThat(id.get("in").stringValue()).isEqualTo("path");
        });
        assertThat(operation.get("responses").has("304")).isEqualTo(answer.headers().firstValue("ETag").isPresent());
    }

    @Test
    void shouldRefuseTheNumbersOfAConfidentialIncident() {
        console.projection.apply(anIncident("i1").setConfidential(true).build());

        assertThat(console.get("/api/incidents/i1/values").statusCode()).isEqualTo(403);
        assertThat(console.get("/api/incidents/unknown/values").statusCode()).isEqualTo(404);
    }

    private void sent(int seconds, Alert first, Alert... more) {
        console.log.add(Topics.SIGNALS, Signal.newBuilder().setId("s" + seconds).setServiceKey("checkout")
                .setReceivedAt(
                        NOW.minusSeconds(300).plusSeconds(seconds)).setBody(first).setMoreAlerts(List.of(more))
                .build());
    }

    private static Alert alert(String name, AlertStatus status, Map<String, Double> values) {
        return Alert.newBuilder().setIdentity("prometheus:" + name).setSource("prometheus").setFormat("alertmanager")
                .setStatus(status).setName(name).setSummary(name).setLabels(Map.of()).setStartsAt(NOW).setReceivedId(
                        "r")
                .setValues(values).build();
    }
}
