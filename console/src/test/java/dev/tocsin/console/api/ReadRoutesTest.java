package dev.tocsin.console.api;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aDelivery;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.aPage;
import static dev.tocsin.console.Records.aQuarantined;
import static dev.tocsin.console.Records.anIncident;
import static dev.tocsin.console.Records.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.feed.ReadProgress;
import dev.tocsin.console.projection.Bounds;
import dev.tocsin.console.projection.LogPlace;
import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.Severity;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.event.Suspect;
import dev.tocsin.event.UpdateAudience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadRoutesTest {

    private final ConsoleFixture console = new ConsoleFixture();

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldListOpenIncidentsWorstFirstThenNewest() {
        console.projection.apply(anIncident("mild").setSeverity(new Severity("SEV3", 3)).build());
        console.projection.apply(anIncident("bad-old").setOpenedAt(NOW.minusSeconds(90)).build());
        console.projection.apply(anIncident("bad-new").setOpenedAt(NOW.minusSeconds(60)).build());
        console.projection.apply(anIncident("worst").setSeverity(new Severity("SEV1", 1)).build());
        console.projection.apply(resolved("over", NOW).build());

        var response = console.get("/api/incidents");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ids(response)).containsExactly("worst", "bad-new", "bad-old", "mild");
        assertThat(json(response).get("total").intValue()).isEqualTo(4);
        assertThat(json(response).get("nextCursor").isNull()).isTrue();
    }

    @Test
    void shouldListResolvedIncidentsTooWhenAllAreAskedFor() {
        console.projection.apply(anIncident("open").build());
        console.projection.apply(resolved("over", NOW).build());

        assertThat(ids(console.get("/api/incidents?state=all"))).containsExactlyInAnyOrder("open", "over");
    }

    @Test
    void shouldFilterBySeverityAndService() {
        console.projection.apply(anIncident("i1").build());
        console.projection.apply(anIncident("i2").setSeverity(new Severity("SEV1", 1)).build());
        console.projection.apply(anIncident("i3").setService("search").build());

        assertThat(ids(console.get("/api/incidents?severity=sev2&service=Checkout"))).containsExactly("i1");
        assertThat(ids(console.get("/api/incidents?severity=SEV1,SEV2&service=checkout"))).containsExactly("i2", "i1");
    }

    @Test
    void shouldPageThroughTheListWithoutGapsOrRepeats() {
        for (var number = 0; number < 5; number++) {
            console.projection.apply(anIncident("i" + number).setOpenedAt(NOW.minusSeconds(number / 2)).build());
        }

        var first = console.get("/api/incidents?limit=2");
        var second = console.get("/api/incidents?limit=2&cursor=" + json(first).get("nextCursor").stringValue());
        var third = console.get("/api/incidents?limit=2&cursor=" + json(second).get("nextCursor").stringValue());

        assertThat(ids(first)).containsExactly("i0", "i1");
        assertThat(ids(second)).containsExactly("i2", "i3");
        assertThat(ids(third)).containsExactly("i4");
        assertThat(json(third).get("nextCursor").isNull()).isTrue();
    }

    /** Runbook rows A8, B8, B10 to B12, C3: what people said and did, and what is promised and to be done. */
    @Test
    void shouldShowHowAnIncidentIsHandled() {
        var incident = anIncident("i1").setAcknowledgesNeeded(2).setAcknowledgements(List.of(Acknowledgement
                .newBuilder()
                .setBy("ada").setVia("slack").setAt(NOW).build())).setAssessment("a bad index").setUpdatesTotal(1)
                .setUpdates(List.of(StatusUpdate.newBuilder().setNumber(1).setAudience(UpdateAudience.BOTH).setText(
                        "rebuilding").setBy("ben").setAt(NOW).setNextAt(NOW.plusSeconds(900)).build()))
                .setMitigation(new Mitigation("rolled back", "look for the cause")).setTasks(List.of(IncidentTask
                        .newBuilder().setId("c1").setText("timeline").setAddedBy("policy").setDueAt(NOW).build()))
                .build();
        console.projection.apply(incident);
        console.projection.apply(aFact("i1", "clock", FactKind.CLOCK_STARTED).setDetails(Map.of("phase",
                "respond,resolve", "respond", NOW.plusSeconds(60).toString())).build());

        var body = json(console.get("/api/incidents/i1"));

        var shown = body.get("incident");
        assertThat(shown.get("acknowledgements").get(0).get("via").stringValue()).isEqualTo("slack");
        assertThat(shown.get("acknowledgesMissing").intValue()).isEqualTo(1);
        assertThat(shown.get("assessment").stringValue()).isEqualTo("a bad index");
        assertThat(shown.get("updates").get(0).get("text").stringValue()).isEqualTo("rebuilding");
        assertThat(shown.get("mitigation").get("nextSteps").stringValue()).isEqualTo("look for the cause");
        assertThat(shown.get("resolution").isNull()).isTrue();
        assertThat(shown.get("tasks").get(0).get("id").stringValue()).isEqualTo("c1");
        assertThat(body.get("clocks").get(0).get("dueAt").stringValue()).isEqualTo("2026-11-21T03:01:00Z");
        assertThat(body.get("nextUpdateAt").stringValue()).isEqualTo("2026-11-21T03:15:00Z");
    }

    @Test
    void shouldTakeTheNextPromiseFromTheNewestMessageSinceTheLastUpdate() {
        var incident = anIncident("i1").build();
        console.projection.apply(incident);
        console.projection.apply(aPage("n1", incident).setDetails(Map.of("next-update", NOW.plusSeconds(300)
                .toString()))
                .build());
        console.projection.apply(aPage("n2", incident).setCreatedAt(NOW.plusSeconds(1)).setDetails(Map.of("next-update",
                NOW.plusSeconds(600).toString(), "text", "we are on it")).build());

        var body = json(console.get("/api/incidents/i1"));

        assertThat(body.get("nextUpdateAt").stringValue()).isEqualTo("2026-11-21T03:10:00Z");
        assertThat(body.get("notifications").get(1).get("text").stringValue()).isEqualTo("we are on it");
    }

    /** Runbook row B13. */
    @Test
    void shouldTellNothingOfHowAConfidentialIncidentIsHandled() {
        var incident = anIncident("i1").setConfidential(true).setAssessment("a leak").setMitigation(new Mitigation(
                "secret", "secret")).setTasks(List.of(IncidentTask.newBuilder().setId("c1").setText("secret")
                        .setAddedBy(
                                "policy").build())).build();
        console.projection.apply(incident);
        console.projection.apply(aFact("i1", "clock", FactKind.CLOCK_BREACHED).setSummary("secret").setDetails(Map.of(
                "phase", "respond")).build());
        console.projection.apply(aPage("n1", incident).setDetails(Map.of("text", "secret")).build());

        assertThat(console.get("/api/incidents/i1").body()).contains("Confidential incident").doesNotContain("secret")
                .doesNotContain("a leak");
    }

    @Test
    void shouldShowAnIncidentWithItsReasonItsTimelineAndWhoWasTold() {
        var incident = anIncident("i1").build();
        console.projection.apply(incident);
        console.projection.apply(aFact("i1", "opened", FactKind.OPENED).build());
        console.projection.apply(aPage("n1", incident).build());
        console.projection.apply(aDelivery("n1", "i1", DeliveryOutcome.DELIVERED).build());

        var body = json(console.get("/api/incidents/i1"));

        var shown = body.get("incident");
        assertThat(shown.get("id").stringValue()).isEqualTo("i1");
        assertThat(shown.get("severity").stringValue()).isEqualTo("SEV2");
        assertThat(shown.get("openedAt").stringValue()).isEqualTo("2026-11-21T02:53:00Z");
        assertThat(shown.get("acknowledgedAt").isNull()).isTrue();
        assertThat(shown.get("why").get("ruleId").stringValue()).isEqualTo("errors-high");
        assertThat(shown.get("alerts").get(0).get("status").stringValue()).isEqualTo("FIRING");
        assertThat(body.get("timeline").get(0).get("kind").stringValue()).isEqualTo("OPENED");
        assertThat(body.get("notifications").get(0).get("target").stringValue()).isEqualTo("ada");
        assertThat(body.get("notifications").get(0).get("delivery").get("outcome").stringValue()).isEqualTo(
                "DELIVERED");
    }

    @Test
    void shouldShowInTheInboxOnlyWhatWasDeliveredThere() {
        var incident = anIncident("i1").build();
        console.projection.apply(incident);
        console.projection.apply(aPage("delivered-old", incident).setCreatedAt(NOW.minusSeconds(60)).build());
        console.projection.apply(aPage("delivered-new", incident).build());
        console.projection.apply(aPage("waiting", incident).build());
        console.projection.apply(aPage("elsewhere", incident).setChannel("slack").build());
        List.of("delivered-old", "delivered-new", "elsewhere").forEach(id -> console.projection.apply(aDelivery(id,
                "i1",
                DeliveryOutcome.DELIVERED).build()));

        var inbox = json(console.get("/api/inbox")).get("notifications");

        assertThat(inbox.valueStream().map(told -> told.get("id").stringValue())).containsExactly("delivered-new",
                "delivered-old");
    }

    @Test
    void shouldShowQuarantinedRequests() {
        console.projection.apply(aQuarantined("q1", "{{{").build());

        var request = json(console.get("/api/quarantine")).get("requests").get(0);

        assertThat(request.get("reason").stringValue()).isEqualTo("not-json");
        assertThat(request.get("excerpt").stringValue()).isEqualTo("{{{");
    }

    @ParameterizedTest(name = "{0} is answered 404 with a problem document")
    @ValueSource(strings = {"/api/incidents/nope", "/api/nope", "/nope.js", "/console/index.html"})
    void shouldSayThatThereIsNoSuchThing(String path) {
        var response = console.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(response).get("status").intValue()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{0} is answered 400")
    @ValueSource(strings = {"state=gone", "limit=0", "limit=501", "limit=many", "cursor=%00", "cursor=bm9uZQ"})
    void shouldRefuseAWrongQuery(String query) {
        var response = console.get("/api/incidents?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("Exception");
    }

    @Test
    void shouldNotAnswerWithHalfOfTheTruth() {
        console.progress = ReadProgress.NONE;

        var response = console.get("/api/incidents");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(console.get("/api/status").statusCode()).isEqualTo(200);
    }

    private static List<String> ids(HttpResponse<String> response) {
        return json(response).get("incidents").valueStream().map(incident -> incident.get("id").stringValue()).toList();
    }

    @Test
    void shouldShowContextOfAnIncident_B16() {
        console.projection.apply(anIncident("parent").setCorrelationKey("prometheus {storm=flood}").build());
        console.projection.apply(anIncident("i1").setParentId("parent").setParentReason("part of a storm")
                .setSuppressedBy("storm flood").setFlapping(true).setRespondWithinMillis(60_000L).setRoles(Map.of(
                        "commander", "ada")).setSteps(List.of("look")).setSuspects(List.of(Suspect.newBuilder()
                                .setChangeId("c1").setService("checkout").setKind("deployment").setSummary("4.2.0")
                                .setChangedAt(NOW).setDistance(0).build())).build());

        var whole = json(console.get("/api/incidents/i1"));

        var incident = whole.get("incident");
        assertThat(incident.get("suspects").get(0).get("summary").stringValue()).isEqualTo("4.2.0");
        assertThat(incident.get("steps").get(0).stringValue()).isEqualTo("look");
        assertThat(incident.get("commander").stringValue()).isEqualTo("ada");
        assertThat(incident.get("suppressedBy").stringValue()).isEqualTo("storm flood");
        assertThat(incident.get("respondBy").stringValue()).isEqualTo("2026-11-21T02:54:00Z");
        assertThat(whole.get("parent").get("storm").booleanValue()).isTrue();
        var storm = json(console.get("/api/incidents/parent"));
        assertThat(storm.get("children").get(0).get("id").stringValue()).isEqualTo("i1");
        assertThat(storm.get("childrenTotal").asInt()).isEqualTo(1);
    }

    @Test
    void shouldReadSnapshotOfIncidentWithoutDetailsAgain() {
        var old = anIncident("old").setUpdatedAt(NOW.minusSeconds(86_400)).setNote("from the log").build();
        console.projection.apply(old, new LogPlace(3, 7));
        for (var number = 0; number < Bounds.DEFAULT.detailedIncidents(); number++) {
            console.projection.apply(anIncident("new-" + number).build());
        }
        assertThat(console.get("/api/incidents/old").statusCode()).isEqualTo(503);
        console.onTheLog.put("old", old);

        var whole = json(console.get("/api/incidents/old"));

        assertThat(whole.get("incident").get("note").stringValue()).isEqualTo("from the log");
        assertThat(whole.get("timelineHeld").booleanValue()).isFalse();
        assertThat(whole.get("timelineNote").stringValue()).contains("tocsin.timeline", "checkout");
    }
}
