package dev.tocsin.console.quarantine;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aQuarantined;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.Authenticity;
import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.ReplayState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Replays of quarantined requests: what a person may ask for, and what is not asked twice. */
class QuarantineRoutesTest {

    private final ConsoleFixture console = new ConsoleFixture();

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void shouldRequestAReplayAndShowWhatBecameOfIt() {
        console.projection.apply(aQuarantined("q1", "{{{").build());

        var answer = replay("{\"ids\": [\"q1\", \"q9\"], \"actor\": \"ada\"}");

        assertThat(answer.path("requested").toString()).isEqualTo("[\"q1\"]");
        assertThat(answer.path("skipped").path(0).path("why").asString()).contains("no quarantined request");
        assertThat(entry(0).path("replay").path("state").asString()).isEqualTo("requested");
        ended("q1", ReplayState.REFUSED);
        var replay = entry(0).path("replay");
        assertThat(replay.path("state").asString()).isEqualTo("refused");
        assertThat(replay.path("actor").asString()).isEqualTo("ada");
        assertThat(replay.path("reason").asString()).isEqualTo("not-json");
    }

    @Test
    void shouldChooseBySourceAndTimeOldestFirst() {
        console.projection.apply(aQuarantined("old", "{").setReceivedAt(NOW.minus(Duration.ofHours(3))).build());
        console.projection.apply(aQuarantined("first", "{").setReceivedAt(NOW.minusSeconds(20)).build());
        console.projection.apply(aQuarantined("second", "{").setReceivedAt(NOW.minusSeconds(10)).build());
        console.projection.apply(aQuarantined("other", "{").setSource("zabbix").build());

        var answer = replay("{\"source\": \"prometheus\", \"since\": \"2026-11-21T02:00:00Z\", \"actor\": \"ada\"}");

        assertThat(answer.path("requested").toString()).isEqualTo("[\"first\",\"second\"]");
        assertThat(replay("{\"source\": \"*\", \"actor\": \"ada\"}").path("requested").toString()).isEqualTo(
                "[\"old\",\"other\"]");
    }

    @Test
    void shouldNotAskTwiceByAccident() {
        console.projection.apply(aQuarantined("q1", "{{{").build());
        replay("{\"ids\": [\"q1\"], \"actor\": \"ada\"}");

        assertThat(skipped("{\"ids\": [\"q1\"], \"actor\": \"ben\"}")).contains("under way, requested by ada");
        ended("q1", ReplayState.REPLAYED);
        assertThat(skipped("{\"ids\": [\"q1\"], \"actor\": \"ben\"}")).contains("Replayed before by ada");
        assertThat(replay("{\"ids\": [\"q1\"], \"actor\": \"ben\", \"again\": true}").path("requested")).hasSize(1);
    }

    @Test
    void shouldNotAskForWhatIsNotAuthentic() {
        console.projection.apply(aQuarantined("q1", "{{{").setAuthenticity(Authenticity.FORGED).build());

        assertThat(skipped("{\"ids\": [\"q1\"], \"actor\": \"ada\"}")).contains("not authentic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"ids\": [\"q1\"]}", "{\"actor\": \"ada\"}",
            "{\"ids\": [\"q1\"], \"source\": \"*\", \"actor\": \"ada\"}",
            "{\"source\": \"*\", \"since\": \"yesterday\", \"actor\": \"ada\"}"})
    void shouldRefuseAnIncompleteForm(String body) {
        assertThat(console.post("/api/quarantine/replay", body).statusCode()).isEqualTo(400);
    }

    private JsonNode replay(String body) {
        var response = console.post("/api/quarantine/replay", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json(response);
    }

    private String skipped(String body) {
        var answer = replay(body);
        assertThat(answer.path("requested")).isEmpty();
        return answer.path("skipped").path(0).path("why").asString();
    }

    private JsonNode entry(int number) {
        return json(console.get("/api/quarantine")).path("requests").path(number);
    }

    private void ended(String id, ReplayState state) {
        console.projection.apply(QuarantineReplay.newBuilder().setId(id).setState(state).setActor("ada").setRequestedAt(
                NOW).setEndedAt(NOW).setReason("not-json").setDetail("The body is not JSON.").build());
    }
}
