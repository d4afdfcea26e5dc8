package dev.tocsin.console.silence;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Signal;
import dev.tocsin.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a silence would have hidden, from the alerts and facts of the log. */
class SilencePastTest {

    private static final String SLOW = """
            {"condition":"alertname=\\"Slow\\"","for":"2h","reason":"x"%s}""";

    private final ConsoleFixture console = new ConsoleFixture();

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldTellWhichIncidentsWouldHavePagedNobodyAndWhichWouldHave() {
        var twoDaysAgo = NOW.minus(Duration.ofDays(2));
        came(twoDaysAgo, "Slow");
        opened("whole", twoDaysAgo, "Slow", 2);
        came(twoDaysAgo.plusSeconds(60), "Errors");
        came(twoDaysAgo.plusSeconds(90), "Slow");
        opened("partly", twoDaysAgo.plusSeconds(60), "Errors", 1);
        joined("partly", twoDaysAgo.plusSeconds(90), "Slow");
        opened("other", twoDaysAgo.plusSeconds(60), "Errors", 5);

        var past = past(console, SLOW.formatted(""), "7d");

        assertThat(past.get("from").stringValue()).isEqualTo("2026-11-14T03:00:00Z");
        assertThat(past.get("complete").booleanValue()).isTrue();
        assertThat(past.get("alerts").intValue()).isEqualTo(1);
        assertThat(past.get("firings").intValue()).isEqualTo(2);
        assertThat(past.get("touched").intValue()).isEqualTo(2);
        assertThat(past.get("unseen").intValue()).isEqualTo(1);
        assertThat(past.get("pages").intValue()).isEqualTo(2);
        assertThat(past.get("worst").stringValue()).isEqualTo("SEV2");
        assertThat(past.get("incidents").valueStream().map(each -> each.get("id").stringValue())).containsExactly(
                "whole", "partly");
        assertThat(console.silenced).isEmpty();
    }

    @Test
    void shouldJudgeEachAlertByItsOwnTimeWhereTheSilenceComesBack() {
        came(Instant.parse("2026-11-19T02:10:00Z"), "Slow");
        came(Instant.parse("2026-11-19T12:10:00Z"), "Slow");

        var past = past(console, SLOW.formatted(
                ",\"windows\":[{\"days\":[],\"from\":\"02:00\",\"to\":\"03:00\",\"zone\":\"UTC\"}]"), "7d");

        assertThat(past.get("firings").intValue()).isEqualTo(1);
    }

    @Test
    void shouldNotCallAnIncidentUnseenThatAnotherAlertOpenedWithIt() {
        came(NOW.minusSeconds(600), "Slow");
        came(NOW.minusSeconds(600), "Errors");
        opened("i1", NOW.minusSeconds(600), "Slow", 1, "Errors (prometheus:Errors), Slow (prometheus:Slow)");
        opened("i2", NOW.minusSeconds(600), "Slow", 1, "Slow (prometheus:Slow) and 3 more");
        opened("i3", NOW.minusSeconds(600), "Slow", 1, "Slow (prometheus:Slow)");

        var past = past(console, SLOW.formatted(""), "1d");

        assertThat(past.get("touched").intValue()).isEqualTo(3);
        assertThat(past.get("incidents").valueStream().filter(each -> each.get("unseen").booleanValue()).map(
                each -> each.get("id").stringValue())).containsExactly("i3");
    }

    @Test
    void shouldReadDayByDayAndSayHowFarItCame() {
        console.log.complete = false;

        var past = past(console, SLOW.formatted(""), "7d");

        assertThat(past.get("complete").booleanValue()).isFalse();
        assertThat(past.get("from").stringValue()).isEqualTo(NOW.toString());
        assertThat(console.log.asked).singleElement().satisfies(query -> {
            assertThat(query.from()).isEqualTo(NOW.minus(Duration.ofDays(1)));
            assertThat(query.to()).isEqualTo(NOW);
        });
    }

    /** Runbook row B13. */
    @Test
    void shouldTellNothingOfAConfidentialIncident() {
        came(NOW.minusSeconds(600), "Slow");
        opened("i1", NOW.minusSeconds(600), "Slow", 1);
        console.projection.apply(resolved("i1", NOW).setRevision(9).setTitle("Key leaked").setConfidential(true)
                .build());

        var past = past(console, SLOW.formatted(""), "7d");

        assertThat(past.get("incidents")).hasSize(1);
        assertThat(past.toString()).doesNotContain("leaked");
    }

    @Test
    void shouldReadTheLogOnlyWhenThePastIsAsked() {
        var answer = json(console.post("/api/silences/preview", SLOW.formatted("")));

        assertThat(answer.get("past").isNull()).isTrue();
        assertThat(console.log.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "32d", "0s", "-1h"})
    void shouldRefuseAPastThatItCannotRead(String past) {
        var answer = console.post("/api/silences/preview?past=" + past, SLOW.formatted(""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("at most 31 days");
    }

    @Test
    void shouldAnswerAsTheDescriptionSays() {
        came(NOW.minusSeconds(600), "Slow");
        opened("i1", NOW.minusSeconds(600), "Slow", 1);
        var operation = json(console.get("/api/openapi.json")).get("paths").get("/api/silences/preview").get("post");
        var schema = operation.at("/responses/200/content/application~1json/schema/properties");

        var answer = json(console.post("/api/silences/preview?past=1d", SLOW.formatted("")));

        assertThat(schema.propertyNames()).containsExactlyInAnyOrderElementsOf(answer.propertyNames());
        var past = schema.at("/past/anyOf/0/properties");
        assertThat(past.propertyNames()).containsExactlyInAnyOrderElementsOf(answer.get("past").propertyNames());
        assertThat(past.at("/incidents/items/properties").propertyNames()).containsExactlyInAnyOrderElementsOf(answer
                .at("/past/incidents/0").propertyNames());
        var body = operation.at("/requestBody/content/application~1json/schema");
        assertThat(console.post("/api/silences/preview", "{\"other\":1,\"for\":\"2h\",\"reason\":\"x\"}").body())
                .contains("unknown member");
        body.get("properties").propertyNames().forEach(name -> assertThat(console.post("/api/silences/preview",
                "{\"" + name + "\":null}").body()).doesNotContain("unknown member"));
    }

    private static JsonNode past(ConsoleFixture console, String body, String length) {
        var answer = console.post("/api/silences/preview?past=" + length, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("past");
    }

    private void came(Instant at, String name) {
        console.log.add(Topics.SIGNALS, Signal.newBuilder().setId(name + at).setServiceKey("checkout").setReceivedAt(at)
                .setBody(Alert.newBuilder().setIdentity("prometheus:" + name).setSource("prometheus").setFormat(
                        "alertmanager").setStatus(AlertStatus.FIRING).setName(name).setSummary(name).setLabels(Map.of(
                                "alertname", name)).setStartsAt(at).setReceivedId("r").build()).setMoreAlerts(List
                                        .of()).build());
    }

    private void opened(String id, Instant at, String alert, int pages) {
        opened(id, at, alert, pages, "");
    }

    private void opened(String id, Instant at, String alert, int pages, String names) {
        console.projection.apply(resolved(id, NOW).setOpenedAt(at).build());
        console.log.add(Topics.TIMELINE, aFact(id, "opened", FactKind.OPENED).setAt(at).setDetails(Map.of("alert",
                "prometheus:" + alert, "names", names)).build());
        for (int page = 0; page < pages; page++) {
            console.log.add(Topics.TIMELINE, aFact(id, "page" + page, FactKind.PAGED).setAt(at.plusSeconds(page))
                    .build());
        }
    }

    private void joined(String id, Instant at, String alert) {
        console.log.add(Topics.TIMELINE, aFact(id, "joined" + alert, FactKind.ALERT_JOINED).setAt(at).setDetails(Map.of(
                "alert", "prometheus:" + alert)).build());
    }
}
