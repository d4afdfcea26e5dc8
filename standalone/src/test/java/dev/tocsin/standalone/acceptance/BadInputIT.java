package dev.tocsin.standalone.acceptance;

import static dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance.service;
import static dev.tocsin.standalone.acceptance.harness.TestPolicy.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.tocsin.event.ReplayState;
import dev.tocsin.schemas.alert.OwnAlerts;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.Http;
import dev.tocsin.standalone.acceptance.harness.Pipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance;
import dev.tocsin.standalone.fire.Sample;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Input that is wrong, against the running pipeline: a clear answer, nothing lost of a known sender, and work goes on. */
@Tag("broker")
@ExtendWith(SharedPipeline.class)
class BadInputIT {

    private final Acceptance acceptance;
    private final Pipeline pipeline;

    BadInputIT(Acceptance acceptance) {
        this.acceptance = acceptance;
        this.pipeline = acceptance.pipeline();
        // What cannot be read pages for the service "tocsin", once for all tests here: repeats are folded.
        acceptance.receiver().desk(OwnAlerts.SERVICE);
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(arguments("not JSON", "alerts? yes", 400), arguments("JSON of another kind", "[1, 2, 3]", 422),
                arguments("a group without alerts' list", "{\"version\":\"9\"}", 422),
                arguments("nested too deep", "[".repeat(5_000) + "]".repeat(5_000), 422));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void shouldKeepAndExplainWhatItCannotRead(String name, String body, int status) throws IOException {
        var answer = Http.deliver(pipeline.ingestUrl() + "/v1/alertmanager", body);

        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
        var quarantineId = answer.json().path("quarantineId").asString("");
        assertThat(quarantineId).isNotEmpty();
        Awaiting.until("the bytes in quarantine", () -> pipeline.topics()
                .records(Topics.QUARANTINE).stream().anyMatch(record -> record.key().equals(quarantineId)));
    }

    @Test
    @DisplayName("A5: a message of a known source that cannot be read pages")
    void shouldPageForWhatItCannotRead() throws IOException {
        Http.post(pipeline.ingestUrl() + "/v1/alertmanager", "alerts? yes");

        assertThat(acceptance.receiver().desk(OwnAlerts.SERVICE).awaitPage(FIRST).body()).contains(
                "of source alertmanager could not be read");
    }

    @Test
    @DisplayName("a replay from the console reaches ingest, which records what became of it")
    void shouldReplayFromQuarantine() throws IOException {
        var id = Http.deliver(pipeline.ingestUrl() + "/v1/alertmanager", "alerts? yes").json().path("quarantineId")
                .asString("");
        var body = "{\"ids\": [\"" + id + "\"], \"actor\": \"ada\"}";
        var json = Map.of("Content-Type", "application/json");

        Awaiting.until("the console asks for the replay", () -> Http.post(pipeline.urls().get("console")
                + "/api/quarantine/replay", body, json).json().path("requested").size() == 1);

        Awaiting.until("the outcome of the replay", () -> pipeline.topics().values(Topics.REPLAYS).stream().anyMatch(
                replay -> replay.getId().equals(id) && replay.getState() == ReplayState.REFUSED && replay.getReason()
                        .equals("not-json")));
    }

    @Test
    void shouldRefuseAForgedSentrySignatureAndPageForTheRealOne() throws IOException {
        var service = service("forged");
        var sample = new Sample("HighErrorRate", service, "warning", false, Instant.now());
        var real = sample.sentry(Pipeline.SENTRY_SECRET);
        var forged = new HashMap<>(real.headers());
        forged.put("Sentry-Hook-Signature", "0".repeat(64));
        try (var desk = acceptance.receiver().desk(service)) {
            var refused = Http.post(pipeline.ingestUrl() + "/v1/sentry", real.body(), forged);
            assertThat(refused.status()).as("%s", refused).isIn(401, 403);

            var taken = Http.deliver(pipeline.ingestUrl() + "/v1/sentry", real.body(), real.headers());

            assertThat(taken.isSuccess()).as("%s", taken).isTrue();
            desk.awaitPage(FIRST);
        }
    }

    @Test
    void shouldRefuseCloudWatchWithoutTokenOrSignature() throws IOException {
        var service = service("unsigned");
        var sample = new Sample("HighErrorRate", service, "warning", false, Instant.now()).cloudwatch("guessed");
        try (var desk = acceptance.receiver().desk(service)) {
            var refused = Http.post(pipeline.ingestUrl() + "/v1/cloudwatch", sample.body(), sample.headers());

            assertThat(refused.status()).as("%s", refused).isIn(401, 403);
            desk.assertSilentFor(Duration.ofSeconds(1));
        }
    }

    @Test
    void shouldRefuseOneByteTooMany() throws IOException {
        var answer = Http.post(pipeline.ingestUrl() + "/v1/alertmanager", "\"" + "x".repeat(10 * 1024 * 1024) + "\"",
                Map.of("Content-Type", "application/json"));

        assertThat(answer.status()).isEqualTo(413);
    }
}
