package dev.tocsin.console.api;

import static dev.tocsin.console.ConsoleFixture.HEALTHY;
import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aDelivery;
import static dev.tocsin.console.Records.aPolicy;
import static dev.tocsin.console.Records.anIncident;
import static dev.tocsin.console.Records.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.feed.ReadProgress;
import dev.tocsin.console.pipeline.Pipeline;
import dev.tocsin.console.pipeline.PipelineStage;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.runtime.DiskRoom;
import dev.tocsin.runtime.DiskWatch;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.ProcessHealth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusRouteTest {

    private final ConsoleFixture console = new ConsoleFixture();

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldSayThatTheSilenceCanBeTrusted() {
        console.projection.apply(aPolicy(4));
        console.projection.apply(anIncident("i1").build());
        console.projection.apply(resolved("i2", NOW).build());

        var status = json(console.get("/api/status"));

        assertThat(status.get("trustworthy").booleanValue()).isTrue();
        assertThat(status.get("problems")).isEmpty();
        assertThat(status.get("pipeline").get("lastSignalAt").stringValue()).isEqualTo("2026-11-21T02:58:45Z");
        assertThat(status.get("policy").get("version").intValue()).isEqualTo(4);
        assertThat(status.get("openIncidents").intValue()).isEqualTo(1);
    }

    @Test
    void shouldNameTheBuiltInPolicyWhileNoneWasPublished() {
        var policy = json(console.get("/api/status")).get("policy");

        assertThat(policy.get("name").stringValue()).isEqualTo("built-in");
        assertThat(policy.get("version").intValue()).isZero();
    }

    static Stream<Arguments> troubles() {
        var caughtUp = ConsoleFixture.CAUGHT_UP;
        return Stream.of(Arguments.of("nothing was read yet", ReadProgress.NONE, HEALTHY,
                "The console is still reading its topics"),
                Arguments.of("the topics cannot be read", new ReadProgress(caughtUp.caughtUpAt(), caughtUp
                        .lastRecordAt(),
                        Map.of(),
                        Optional.empty(), Optional.of("no broker")), HEALTHY,
                        "The console cannot read its topics: no broker"),
                Arguments.of("the console is behind", new ReadProgress(caughtUp.caughtUpAt(), caughtUp.lastRecordAt(),
                        Map
                                .of(
                                        "tocsin.timeline", 5_000L), Optional.empty(), Optional.empty()), HEALTHY,
                        "The console is 5000 records behind"),
                Arguments.of("a service is down", caughtUp, pipeline(new PipelineStage("correlator", 0, 0)),
                        "No correlator is running"),
                Arguments.of("a service is behind", caughtUp, pipeline(new PipelineStage("notifier", 1, 900)),
                        "The notifier is 900 records behind"),
                Arguments.of("Kafka is away", caughtUp, new Pipeline(Optional.of(NOW), List.of(), Optional.empty(),
                        Optional.of(
                                "TimeoutException")), "Kafka does not answer: TimeoutException"),
                Arguments.of("the last look is old", caughtUp, new Pipeline(Optional.of(NOW.minus(Duration.ofMinutes(
                        5))), List
                                .of(), Optional.empty(), Optional.empty()),
                        "The console last checked the pipeline at 2026-11-21T02:55:00Z"));
    }

    @ParameterizedTest(name = "when {0}")
    @MethodSource("troubles")
    void shouldNotCallTheSilenceTrustworthy(String name, ReadProgress progress, Pipeline pipeline, String problem) {
        console.progress = progress;
        console.pipeline = pipeline;

        var status = json(console.get("/api/status"));

        assertThat(status.get("trustworthy").booleanValue()).isFalse();
        assertThat(status.get("problems").valueStream().map(each -> each.stringValue())).contains(problem);
    }

    @Test
    @DisplayName("A6: the status names a destination that refuses, since when and why")
    void shouldNameWhoRefuses() {
        console.projection.apply(aDelivery("n1", "i1", DeliveryOutcome.REJECTED).setChannel("slack").setDestination(
                "slack:#ops").setReason("Slack answered channel_not_found").build());

        var status = json(console.get("/api/status"));

        assertThat(status.get("trustworthy").booleanValue()).isFalse();
        assertThat(status.get("problems").valueStream().map(each -> each.stringValue())).containsExactly(
                "Messages to slack:#ops have failed since 2026-11-21T03:00:00Z: Slack answered channel_not_found");
        assertThat(status.get("refusing").get(0).get("channel").stringValue()).isEqualTo("slack");
    }

    @Test
    @DisplayName("A6: a refusal that nothing has confirmed for a day is no problem of now")
    void shouldForgetAnOldRefusal() {
        console.projection.apply(aDelivery("n1", "i1", DeliveryOutcome.REJECTED).setAt(NOW.minus(Duration.ofHours(25)))
                .build());

        assertThat(json(console.get("/api/status")).get("problems")).isEmpty();
    }

    @Test
    @DisplayName("A5: the status names open incidents about Tocsin itself until they are resolved")
    void shouldNameIncidentsAboutTocsin() {
        var own = anIncident("own").setServiceKey("tocsin").setTitle("A message of source sentry could not be read");
        console.projection.apply(own.build());
        console.projection.apply(resolved("over", NOW).setServiceKey("tocsin").build());

        var status = json(console.get("/api/status"));

        assertThat(status.get("problems").valueStream().map(each -> each.stringValue())).containsExactly(
                "A message of source sentry could not be read (incident own, open since 2026-11-21T02:53:00Z)");
        assertThat(status.get("aboutTocsin").get(0).get("incidentId").stringValue()).isEqualTo("own");
    }

    @Test
    @DisplayName("A6: the status shows the health of the services in the same process")
    void shouldShowTheServicesBesideIt() {
        console.services = Map.of("notifier", Health.notReady("the policy has not been read yet"), "escalator", Health
                .up(),
                "correlator", Health.dead("No space left on device"));

        var status = json(console.get("/api/status"));

        assertThat(status.get("problems").valueStream().map(each -> each.stringValue())).containsExactly(
                "The correlator has stopped and needs a restart: No space left on device",
                "The notifier is not ready: the policy has not been read yet");
        assertThat(status.get("services")).hasSize(3);
    }

    @Test
    @DisplayName("D4: a full disk is among the problems of the status, and the console is not ready")
    void shouldTellAFullDisk(@TempDir Path folder) {
        var never = new DiskRoom.Limits(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
        try (var disk = new DiskWatch(folder, never); var watched = ProcessHealth.watching(disk)) {
            assertThat(watched).isNotNull();
            disk.look();

            assertThat(json(console.get("/api/status")).get("problems").valueStream().map(each -> each.stringValue()))
                    .anySatisfy(problem -> assertThat(problem).contains(folder.toString(), "is full",
                            "free some space"));
            assertThat(console.get("/readyz").statusCode()).isEqualTo(503);
        }
    }

    private static Pipeline pipeline(PipelineStage stage) {
        return new Pipeline(Optional.of(NOW), List.of(stage), Optional.of(NOW), Optional.empty());
    }
}
