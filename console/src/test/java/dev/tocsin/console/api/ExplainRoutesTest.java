package dev.tocsin.console.api;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aDelivery;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.aPage;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Authenticity;
import dev.tocsin.event.Decision;
import dev.tocsin.event.DecisionStep;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The answers of {@code /api/explain}, over a log in memory. */
class ExplainRoutesTest {

    private static final String ALERT = "prometheus:HighErrorRate";
    private static final String ID = "a1b2c3d4-i1";

    private final ConsoleFixture console = new ConsoleFixture();

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldTellTheChainFromTheWebhookToTheReceipt() {
        night();

        var chain = json(console.get("/api/explain/incidents/" + ID));

        assertThat(stages(chain, true)).containsExactly("receive/alertmanager", "signal/firing", "dedup/fresh",
                "classify/classified", "correlate/opened", "ladder/paged", "notify/page", "delivery/delivered");
        assertThat(stages(chain, false)).containsExactly("timeline/opened", "deliver/delivered");
        var opened = link(chain, "correlate/opened");
        assertThat(opened.path("rule").asString()).isEqualTo("errors-high");
        assertThat(opened.path("policyVersion").asInt()).isEqualTo(3);
        assertThat(opened.path("record").toString()).isEqualTo(
                "{\"topic\":\"tocsin.decisions\",\"partition\":0,\"offset\":0}");
        assertThat(link(chain, "delivery/delivered").path("reason").asString()).isEqualTo(
                "attempt 1; accepted; receipt C1/17");
        assertThat(chain.path("complete").asBoolean()).isTrue();
    }

    @Test
    void shouldReadOnlyTheTimeAndTheServiceOfTheIncident() {
        night();

        console.get("/api/explain/incidents/" + ID);

        var first = console.log.asked.getFirst();
        assertThat(first.serviceKey()).contains("checkout");
        assertThat(first.needles()).contains(ID, ALERT);
        assertThat(first.from()).isAfter(NOW.minusSeconds(2 * 3600));
        assertThat(first.to()).isBefore(NOW.plusSeconds(3600));
    }

    @Test
    void shouldTellWhatLedToOneNotification() {
        night();

        var chain = json(console.get("/api/explain/notifications/n1"));

        assertThat(stages(chain, true)).contains("correlate/opened", "notify/page", "delivery/delivered");
        assertThat(console.get("/api/explain/notifications/n9").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldTellWhatBecameOfAnAlertWithoutIncident() {
        console.log.add(Topics.DECISIONS, decision("d7", "suppress", "silenced", "backup").setAlertIdentity(ALERT)
                .setRuleId("s1").build());

        var chain = json(console.get("/api/explain/alerts?identity=" + ALERT));

        assertThat(stages(chain, true)).containsExactly("suppress/silenced");
        assertThat(chain.path("links").get(0).path("remedy").asString()).startsWith("The silence must not match");
        assertThat(console.get("/api/explain/alerts").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldTellWhatASilenceHid() {
        console.projection.apply(SilenceSet.newBuilder().setSilenceId("s1").setMatchers(List.of()).setStartsAt(NOW
                .minusSeconds(600)).setEndsAt(NOW.minusSeconds(60)).setAuthor("ada").setReason("backup").setKind(
                        SilenceKind.SILENCE).build());
        console.log.add(Topics.DECISIONS, decision("d1", "suppress", "silenced", "backup").setAlertIdentity(ALERT)
                .setRuleId("s1").setAt(NOW.minusSeconds(500)).build()).add(Topics.DECISIONS, decision("d2", "suppress",
                        "silenced", "backup").setAlertIdentity(ALERT).setRuleId("s1").setAt(NOW.minusSeconds(400))
                        .build()).add(Topics.DECISIONS, decision("d3", "suppress", "released", "over").setAlertIdentity(
                                ALERT).build());

        var hidden = json(console.get("/api/explain/silences/s1")).path("hidden");

        assertThat(hidden.size()).isEqualTo(1);
        assertThat(hidden.get(0).path("alert").asString()).isEqualTo(ALERT);
        assertThat(hidden.get(0).path("times").asInt()).isEqualTo(2);
        assertThat(hidden.get(0).path("ended").asString()).isEqualTo("released");
        assertThat(console.get("/api/explain/silences/s9").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldTellWhyAPersonWasNotPaged() {
        night();

        var answer = json(console.get("/api/explain/people/ada?at=" + NOW.plusSeconds(60)));

        assertThat(answer.path("verdicts").get(0).path("reason").asString()).isEqualTo("PAGE_NOT_SEEN");
        assertThat(console.get("/api/explain/people/ada?at=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSayThatNothingFired() {
        var answer = json(console.get("/api/explain/people/ada"));

        assertThat(answer.path("verdicts").get(0).path("reason").asString()).isEqualTo("NO_INCIDENT");
    }

    @Test
    void shouldSayThatRecordsAreMissing() {
        night();
        console.log.complete = false;

        assertThat(json(console.get("/api/explain/incidents/" + ID)).path("complete").asBoolean()).isFalse();
    }

    @Test
    void shouldNotExplainAConfidentialIncidentToEverybody() {
        night();
        console.projection.apply(anIncident(ID).setRevision(2).setConfidential(true).build());

        assertThat(console.get("/api/explain/incidents/" + ID).statusCode()).isEqualTo(403);
        assertThat(console.get("/api/explain/notifications/n1").statusCode()).isEqualTo(403);
        assertThat(console.get("/api/explain/people/ada?incident=" + ID).statusCode()).isEqualTo(403);
        var answer = json(console.get("/api/explain/people/ada"));
        assertThat(answer.path("confidential").asInt()).isEqualTo(1);
        assertThat(answer.toString()).doesNotContain(ID);
    }

    private void night() {
        var incident = anIncident(ID).build();
        var page = aPage("n1", incident).build();
        console.projection.apply(incident);
        console.projection.apply(page);
        var alert = Alert.newBuilder().setIdentity(ALERT).setSource("prometheus").setFormat("alertmanager").setStatus(
                AlertStatus.FIRING).setName("HighErrorRate").setSummary("errors").setDescription("").setLabels(Map.of())
                .setAnnotations(Map.of()).setValues(Map.of()).setStartsAt(NOW).setLinks(List.of()).setRemarks(List.of())
                .setReceivedId("r1").setDeliveryId("").build();
        console.log.add(Topics.RECEIVED, ReceivedRequest.newBuilder().setId("r1").setSource("prometheus").setFormat(
                "alertmanager").setReceivedAt(NOW.minusSeconds(9)).setPath("/v1/alertmanager").setHeaders(Map.of())
                .setBody(java.nio.ByteBuffer.wrap(new byte[0])).setAuthenticity(Authenticity.VERIFIED).build());
        console.log.add(Topics.SIGNALS, Signal.newBuilder().setId("s-1").setServiceKey("checkout").setReceivedAt(NOW
                .minusSeconds(8)).setBody(alert).build());
        console.log.add(Topics.DECISIONS, decision("s-1", "correlate", "opened", "new incident").setAlertIdentity(ALERT)
                .setIncidentId(ID).setAt(NOW.minusSeconds(7)).setSteps(List.of(step("dedup", "fresh"), step("classify",
                        "classified"))).build());
        console.log.add(Topics.TIMELINE, aFact(ID, "opened", FactKind.OPENED).setAt(NOW.minusSeconds(7)).build());
        console.log.add(Topics.DECISIONS, decision(ID + "@1/ladder", "ladder", "paged", "paged ada").setIncidentId(ID)
                .setAt(NOW.minusSeconds(6)).build());
        console.log.add(Topics.NOTIFICATIONS, page);
        console.log.add(Topics.DECISIONS, decision("n1/deliver/1/delivered", "deliver", "delivered", "accepted")
                .setSignalId("n1").setIncidentId(ID).setAt(NOW.plusSeconds(1)).build());
        console.log.add(Topics.DELIVERIES, aDelivery("n1", ID, DeliveryOutcome.DELIVERED).setReceipt("C1/17").setAt(NOW
                .plusSeconds(1)).build());
    }

    private static DecisionStep step(String stage, String outcome) {
        return DecisionStep.newBuilder().setStage(stage).setOutcome(outcome).setReason("because").setAlertIdentity(
                ALERT)
                .build();
    }

    private static Decision.Builder decision(String id, String stage, String outcome, String reason) {
        return Decision.newBuilder().setId(id).setAt(NOW).setServiceKey("checkout").setSignalId(id).setStage(stage)
                .setOutcome(outcome).setReason(reason).setRuleId("errors-high").setPolicyVersion(3);
    }

    private static List<String> stages(JsonNode chain, boolean main) {
        return chain.path("links").valueStream().filter(link -> link.path("main").asBoolean() == main).map(link -> link
                .path("stage").asString() + "/" + link.path("kind").asString()).toList();
    }

    private static JsonNode link(JsonNode chain, String name) {
        return chain.path("links").valueStream().filter(link -> (link.path("stage").asString() + "/" + link.path("kind")
                .asString()).equals(name)).findFirst().orElseThrow();
    }
}
