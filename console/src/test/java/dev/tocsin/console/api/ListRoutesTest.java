package dev.tocsin.console.api;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aDelivery;
import static dev.tocsin.console.Records.aPage;
import static dev.tocsin.console.Records.anAlert;
import static dev.tocsin.console.Records.anIncident;
import static dev.tocsin.console.Records.resolved;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.PolicyVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Alerts, deliveries, on-call and policy, as the views of the page read them. */
class ListRoutesTest {

    private final ConsoleFixture console = new ConsoleFixture();

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldListAlertsOfOpenIncidentsWithTheirIncident() {
        console.projection.apply(anIncident("i1").setTitle("Checkout fails").setAlerts(List.of(anAlert("Errors",
                "10 % errors"))).build());
        console.projection.apply(resolved("i2", NOW).setAlerts(List.of(anAlert("Old", "over"))).build());
        console.projection.apply(anIncident("i3").setConfidential(true).setAlerts(List.of(anAlert("Leak",
                "secret"))).build());

        var answer = json(console.get("/api/alerts"));

        assertThat(answer.get("total").intValue()).isEqualTo(1);
        var alert = answer.get("alerts").get(0);
        assertThat(alert.get("name").stringValue()).isEqualTo("Errors");
        assertThat(alert.get("incidentId").stringValue()).isEqualTo("i1");
        assertThat(alert.get("incidentTitle").stringValue()).isEqualTo("Checkout fails");
        assertThat(console.get("/api/alerts").body()).doesNotContain("Leak", "secret", "Old");
    }

    @Test
    void shouldCountOutcomesByChannelAndListTheNewestDeliveries() {
        var incident = anIncident("i1").build();
        console.projection.apply(incident);
        deliver("n1", "slack", DeliveryOutcome.DELIVERED, 30);
        deliver("n2", "slack", DeliveryOutcome.REJECTED, 20);
        deliver("n3", "slack", DeliveryOutcome.DROPPED, 10);
        console.projection.apply(aPage("n4", incident).setChannel("slack").setCreatedAt(NOW).build());

        var answer = json(console.get("/api/deliveries?limit=2"));

        assertThat(answer.get("notifications").valueStream().map(each -> each.get("id").stringValue())).containsExactly(
                "n4", "n3");
        assertThat(answer.get("total").intValue()).isEqualTo(4);
        var slack = answer.get("channels").valueStream().filter(each -> each.get("channel").stringValue().equals(
                "slack")).findFirst().orElseThrow();
        assertThat(slack.get("delivered").intValue()).isEqualTo(1);
        assertThat(slack.get("failed").intValue()).isEqualTo(1);
        assertThat(slack.get("notSent").intValue()).isEqualTo(1);
        assertThat(slack.get("underWay").intValue()).isEqualTo(1);
        assertThat(answer.get("channels").valueStream().map(each -> each.get("channel").stringValue())).contains(
                "inbox");
    }

    /** Runbook row B13. */
    @Test
    void shouldTellNothingOfADeliveryForAConfidentialIncident() {
        var incident = anIncident("i1").setTitle("Key leaked").setConfidential(true).build();
        console.projection.apply(incident);
        console.projection.apply(aPage("n1", incident).setReason("secret").build());

        assertThat(console.get("/api/deliveries").body()).contains("n1").doesNotContain("leaked", "secret");
    }

    @Test
    void shouldTellWhoIsOnCallNowAndNext() throws IOException {
        publish();

        var schedule = json(console.get("/api/oncall")).get("schedules").get(0);

        assertThat(schedule.get("name").stringValue()).isEqualTo("first-line");
        assertThat(schedule.get("by").stringValue()).isEqualTo("layer weeks");
        var shifts = schedule.get("shifts");
        assertThat(shifts.get(0).get("people")).isEqualTo(schedule.get("now"));
        assertThat(shifts.get(0).get("from").stringValue()).isEqualTo(NOW.toString());
        assertThat(shifts.get(0).get("to")).isEqualTo(shifts.get(1).get("from"));
        assertThat(shifts.get(1).get("people")).isNotEqualTo(shifts.get(0).get("people"));
    }

    @Test
    void shouldDescribeThePolicyAndItsText() throws IOException {
        assertThat(json(console.get("/api/policy")).get("version").intValue()).isZero();
        assertThat(json(console.get("/api/policy/text")).get("text").stringValue()).contains("ladders:");

        publish();

        var policy = json(console.get("/api/policy"));
        assertThat(policy.get("version").intValue()).isEqualTo(7);
        assertThat(policy.get("author").stringValue()).isEqualTo("chiara");
        assertThat(policy.get("people").valueStream().map(JsonNode::stringValue)).contains("anna", "dan");
        assertThat(policy.get("channels").get(0).get("type").stringValue()).isNotEmpty();
        assertThat(json(console.get("/api/policy/text")).get("text").stringValue()).contains("first-line");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/api/alerts,alerts", "/api/deliveries,notifications", "/api/oncall,schedules", "/api/policy,channels",
            "/api/policy/text,"})
    void shouldAnswerWhatTheDescriptionSays(String path, String list) throws IOException {
        publish();
        var incident = anIncident("i1").setAlerts(List.of(anAlert("Errors", "10 % errors"))).build();
        console.projection.apply(incident);
        deliver("n1", "slack", DeliveryOutcome.DELIVERED, 1);
        var schema = json(console.get("/api/openapi.json")).get("paths").get(path).at(
                "/get/responses/200/content/application~1json/schema");

        var answer = json(console.get(path));

        assertThat(schema.get("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(answer
                .propertyNames());
        if (list != null) {
            assertThat(schema.get("properties").get(list).get("items").get("properties").propertyNames())
                    .containsExactlyInAnyOrderElementsOf(answer.get(list).get(0).propertyNames());
        }
    }

    private void deliver(String id, String channel, DeliveryOutcome outcome, int secondsAgo) {
        console.projection.apply(aPage(id, anIncident("i1").build()).setChannel(channel).setCreatedAt(NOW.minusSeconds(
                secondsAgo)).build());
        console.projection.apply(aDelivery(id, "i1", outcome).build());
    }

    private void publish() throws IOException {
        try (var file = ListRoutesTest.class.getResourceAsStream("/explain/policy.yml")) {
            console.projection.apply(PolicyVersion.newBuilder().setName("shop").setVersion(7).setSha256("").setText(
                    new String(file.readAllBytes(), UTF_8)).setAuthor("chiara").setPublishedAt(NOW).build());
        }
    }
}
