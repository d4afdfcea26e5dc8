package dev.tocsin.console.silence;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.anAlert;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.Severity;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SilenceRoutesTest {

    private static final String BACKUP = """
            {"id":"s1","matchers":[{"name":"alertname","value":"Backup.*","isRegex":true}],"for":"2h","author":"dba",
             "reason":"Nightly backup"}""";

    private final ConsoleFixture console = new ConsoleFixture();

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldWriteASilenceAndListIt() {
        var response = console.post("/api/silences", BACKUP);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(console.silenced).singleElement().satisfies(set -> {
            assertThat(set.getKind()).isEqualTo(SilenceKind.SILENCE);
            assertThat(set.getStartsAt()).isEqualTo(NOW);
            assertThat(set.getEndsAt()).isEqualTo(NOW.plus(Duration.ofHours(2)));
            assertThat(set.getAuthor()).isEqualTo("dba");
        });
        var listed = json(console.get("/api/silences")).get("silences").get(0);
        assertThat(listed.get("state").stringValue()).isEqualTo("active");
        assertThat(listed.get("what").stringValue()).isEqualTo("alertname=~\"Backup.*\"");
        assertThat(listed.get("reason").stringValue()).isEqualTo("Nightly backup");
    }

    @Test
    void shouldPreviewWhatASilenceWouldHideAndWriteNothing() {
        console.projection.apply(anIncident("i1").setTitle("Backup is late").setAlerts(List.of(anAlert("BackupSlow",
                "late"))).build());
        console.projection.apply(anIncident("i2").setTitle("Key leaked").setConfidential(true).setAlerts(List.of(
                anAlert("BackupSlow", "late"))).build());
        console.projection.apply(anIncident("i3").setAlerts(List.of(anAlert("Errors", "10 %"))).build());

        var response = console.post("/api/silences/preview", BACKUP);

        assertThat(response.statusCode()).isEqualTo(200);
        var seen = json(response);
        assertThat(seen.get("hides").intValue()).isEqualTo(2);
        assertThat(seen.get("hidesAlerts").intValue()).isEqualTo(2);
        assertThat(seen.get("lookedAt").intValue()).isEqualTo(3);
        assertThat(seen.get("incidents").valueStream().map(each -> each.get("title").stringValue()))
                .containsExactlyInAnyOrder("Backup is late", "Confidential incident");
        assertThat(console.silenced).isEmpty();
        assertThat(json(console.get("/api/silences")).get("silences")).isEmpty();
    }

    @Test
    void shouldRefuseAPreviewOfASilenceThatWouldBeRefused() {
        assertThat(console.post("/api/silences/preview", "{\"for\":\"1h\",\"reason\":\"x\"}").statusCode()).isEqualTo(
                400);
    }

    @Test
    void shouldTakeMaintenanceOfServicesInWindowsThatComeBack() {
        var response = console.post("/api/silences", """
                {"kind":"maintenance","services":["orders-db"],"for":"3d","author":"dba","reason":"Upgrade",
                 "windows":[{"days":["mon","tue"],"from":"02:00","to":"03:30","zone":"Europe/Berlin"}]}""");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(json(response).get("silence").get("state").stringValue()).isEqualTo("pending");
        assertThat(json(response).get("silence").get("windows").get(0).stringValue()).isEqualTo(
                "mon, tue 02:00 to 03:30 Europe/Berlin");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no reason            | {"condition":"a=\\"b\\"","for":"1h"}                                    | reason is required
            no end               | {"condition":"a=\\"b\\"","reason":"x"}                                  | either for (such as 2h)
            nothing to hide      | {"for":"1h","reason":"x"}                                               | would hide every alert
            a broken condition   | {"condition":"labels.x ==","for":"1h","reason":"x"}                     | Cannot evaluate the silence
            a broken regex       | {"matchers":[{"name":"a","value":"(","isRegex":true}],"for":"1h","reason":"x"} | Cannot evaluate the silence
            an unknown day       | {"services":["a"],"windows":[{"days":["someday"]}],"for":"1h","reason":"x"} | unknown day
            an end in the past   | {"services":["a"],"endsAt":"2020-01-01T00:00:00Z","reason":"x"}         | in the future
            longer than a year   | {"services":["a"],"for":"400d","reason":"x"}                            | at most 366 days
            a service by pattern | {"services":["*"],"for":"1h","reason":"x"}                              | takes full names
            an unknown member    | {"services":["a"],"for":"1h","reason":"x","untill":"y"}                 | unknown member""")
    void shouldRefuseAndExplainTheCorrection(String what, String body, String detail) {
        var response = console.post("/api/silences", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("detail").stringValue()).contains(detail);
        assertThat(console.silenced).isEmpty();
    }

    @Test
    @DisplayName("A13: a silence of a service that nobody knows says so, because it hides nothing")
    void shouldWarnOfAServiceThatNobodyKnows() {
        console.projection.apply(anIncident("i1").build());

        var misspelt = json(console.post("/api/silences",
                "{\"services\":[\"chekout\"],\"for\":\"1h\",\"reason\":\"x\"}"));
        var known = json(console.post("/api/silences",
                "{\"services\":[\"checkout\"],\"for\":\"1h\",\"reason\":\"x\"}"));

        assertThat(misspelt.get("warnings").valueStream().map(JsonNode::stringValue)).anyMatch(warning -> warning
                .contains("'chekout' appears"));
        assertThat(known.get("warnings").valueStream().map(JsonNode::stringValue)).noneMatch(warning -> warning
                .contains(
                        "appears in the policy"));
    }

    @Test
    void shouldWarnWhenItHidesTheWorstSeverity() {
        console.projection.apply(anIncident("i1").setSeverity(new Severity("SEV1", 1)).setTitle("All is down").build());
        console.projection.apply(anIncident("i2").setSeverity(new Severity("SEV3", 3)).build());

        var response = json(console.post("/api/silences",
                "{\"condition\":\"alertname=\\\"HighErrorRate\\\"\",\"for\":\"1h\",\"reason\":\"x\"}"));

        assertThat(response.get("hides").asInt()).isEqualTo(2);
        assertThat(response.get("warnings").get(0).stringValue()).contains(
                "1 open incident of the worst severity, SEV1",
                "checkout: All is down");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A13: what would hide every alert is refused with what that is now, and set when it is confirmed")
    @ValueSource(strings = {"\"matchers\":[{\"name\":\"nosuch\"}]",
            "\"matchers\":[{\"name\":\"nosuch\",\"value\":\".*\",\"isRegex\":true}]",
            "\"matchers\":[{\"name\":\"a\",\"value\":\"b\",\"isRegex\":true,\"isEqual\":false}]",
            "\"condition\":\"1 == 1\"", "\"condition\":\"\""})
    void shouldAskForConfirmationOfWhatHidesEverything(String about) {
        console.projection.apply(anIncident("i1").setSeverity(new Severity("SEV1", 1)).setTitle("All is down").build());
        console.projection.apply(anIncident("i2").setSeverity(new Severity("SEV3", 3)).build());
        console.projection.apply(anIncident("i3").setSeverity(new Severity("SEV2", 2)).build());

        var refused = console.post("/api/silences", "{" + about + ",\"for\":\"1h\",\"reason\":\"x\"}");
        var nothing = List.copyOf(console.silenced);
        var confirmed = console.post("/api/silences", "{" + about
                + ",\"for\":\"1h\",\"reason\":\"x\",\"hideEverything\":true}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).get("detail").stringValue()).contains("would hide every alert",
                "3 of 3 open incidents, the worst with severity SEV1", "hideEverything");
        assertThat(nothing).isEmpty();
        assertThat(confirmed.statusCode()).isEqualTo(201);
        var answer = json(confirmed);
        assertThat(answer.get("hides").asInt()).isEqualTo(3);
        assertThat(answer.get("hidesAlerts").asInt()).isPositive();
        assertThat(answer.get("worstHidden").stringValue()).isEqualTo("SEV1");
        assertThat(answer.get("warnings").valueStream().map(JsonNode::stringValue)).anyMatch(warning -> warning
                .contains(
                        "all 3 open incidents"));
        assertThat(console.silenced).singleElement().satisfies(set -> assertThat(set.getHidesEverything()).isTrue());
    }

    @Test
    void shouldNotWarnOfWhatItDoesNotHide() {
        console.projection.apply(anIncident("i1").setSeverity(new Severity("SEV1", 1)).build());

        var response = json(console.post("/api/silences", BACKUP));

        assertThat(response.get("warnings").isEmpty()).isTrue();
        assertThat(response.get("hides").asInt()).isZero();
    }

    @Test
    void shouldEndASilenceNow() {
        console.post("/api/silences", BACKUP.replace("\"for\"", "\"startsAt\":\"2026-11-21T04:00:00Z\",\"for\""));

        var response = console.delete("/api/silences/s1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(console.silenced).extracting(SilenceSet::getEndsAt).last().isEqualTo(NOW);
        assertThat(json(response).get("silence").get("state").stringValue()).isEqualTo("expired");
        assertThat(console.delete("/api/silences/s1").statusCode()).isEqualTo(409);
        assertThat(console.delete("/api/silences/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldNotTakeTheIdOfAnotherSilence() {
        console.post("/api/silences", BACKUP);

        assertThat(console.post("/api/silences", BACKUP.replace("2h", "9h")).statusCode()).isEqualTo(409);
        assertThat(console.post("/api/silences", BACKUP).statusCode()).isEqualTo(201);
    }

    @Test
    void shouldListActiveOnesFirstThenPendingThenExpired() {
        List.of(set("over", -7200, -3600), set("later", 3600, 7200), set("now", -60, 60)).forEach(
                console.projection::apply);

        var ids = json(console.get("/api/silences")).get("silences").valueStream().map(row -> row.get("id")
                .stringValue()).toList();

        assertThat(ids).containsExactly("now", "later", "over");
    }

    private static SilenceSet set(String id, long fromSeconds, long untilSeconds) {
        return SilenceSet.newBuilder().setSilenceId(id).setKind(SilenceKind.SILENCE).setMatchers(List.of()).setServices(
                List.of("checkout")).setStartsAt(NOW.plusSeconds(fromSeconds)).setEndsAt(NOW.plusSeconds(untilSeconds))
                .setAuthor("ada").setReason("why").build();
    }
}
