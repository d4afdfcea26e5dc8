package dev.tocsin.standalone.acceptance;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance.service;
import static dev.tocsin.standalone.acceptance.harness.TestPolicy.FIRST;
import static dev.tocsin.standalone.acceptance.harness.TestPolicy.SECOND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tocsin.event.IncidentState;
import dev.tocsin.ingest.authenticity.PagerDutySignature;
import dev.tocsin.schemas.outside.OutsideKey;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.Http;
import dev.tocsin.standalone.acceptance.harness.LoadAlert;
import dev.tocsin.standalone.acceptance.harness.Page;
import dev.tocsin.standalone.acceptance.harness.Pipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance;
import dev.tocsin.standalone.acceptance.harness.StandardWebhook;
import dev.tocsin.standalone.acceptance.harness.TestPolicy;
import dev.tocsin.standalone.fire.Sample;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From an alert over an incident to a page, through all services on a real broker. */
@Tag("broker")
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
class MainJobIT {

    private static final Duration LATE_AFTER = Duration.ofSeconds(30);

    private final Pipeline pipeline;
    private final Acceptance acceptance;

    MainJobIT(Acceptance acceptance) {
        this.acceptance = acceptance;
        this.pipeline = acceptance.pipeline();
    }

    @Test
    void shouldTurnAnAlertIntoAnIncidentAndASignedPage() throws IOException {
        var service = service("checkout");
        try (var desk = acceptance.receiver().desk(service)) {
            fire(service, "warning");

            var page = desk.awaitPage(FIRST);

            var incident = pipeline.console().awaitIncident(service);
            assertThat(page.incidentId()).isEqualTo(incident.path("id").asString());
            assertSaysWhetherItIsLate(page);
            assertThat(StandardWebhook.isSigned(page, TestPolicy.SECRET)).as("signature of " + page).isTrue();
        }
    }

    @Test
    void shouldPageNextRungWhenNobodyAcknowledges() throws IOException {
        var service = service("unanswered");
        try (var desk = acceptance.receiver().desk(service)) {
            fire(service, "critical");

            desk.awaitPage(FIRST);
            var second = desk.awaitPage(SECOND);

            var openedAt = Instant.parse(pipeline.console().awaitIncident(service).path("openedAt").asString());
            assertThat(second.at()).as("not early").isAfterOrEqualTo(openedAt.plusSeconds(acceptance.later()
                    .toSeconds()));
            assertSaysWhetherItIsLate(second);
        }
    }

    @Test
    void shouldStopLadderOnAcknowledge() throws IOException {
        var service = service("answered");
        try (var desk = acceptance.receiver().desk(service)) {
            fire(service, "critical");
            var page = desk.awaitPage(FIRST);

            pipeline.console().acknowledge(page.incidentId());

            desk.await(ACKNOWLEDGED, FIRST);
            desk.assertSilentFor(acceptance.later().plusSeconds(2));
            assertThat(pipeline.console().awaitIncident(service, IncidentState.ACKNOWLEDGED)
                    .path("acknowledgedBy").asString("")).isNotEmpty();
        }
    }

    /** D5. */
    @Test
    void shouldStopLadderWhenSomebodyAcknowledgesInPagerDuty() throws IOException {
        var service = service("answered-outside");
        try (var desk = acceptance.receiver().desk(service)) {
            fire(service, "critical");
            var page = desk.awaitPage(FIRST);
            var event = """
                    {"event":{"id":"%s","event_type":"incident.acknowledged","resource_type":"incident",
                     "agent":{"summary":"Ada Lovelace","type":"user_reference"},"data":{"incident_key":"%s"}}}"""
                    .formatted(service, OutsideKey.of(page.incidentId(), 1, "pager:").text());

            Http.deliver(pipeline.ingestUrl() + "/v1/pagerduty", event, Map.of("Content-Type", "application/json",
                    "X-PagerDuty-Signature", PagerDutySignature.of(Pipeline.PAGERDUTY_SECRET, event.getBytes(UTF_8))));

            desk.await(ACKNOWLEDGED, FIRST);
            desk.assertSilentFor(acceptance.later().plusSeconds(2));
            assertThat(pipeline.console().awaitIncident(service, IncidentState.ACKNOWLEDGED)
                    .path("acknowledgedBy").asString("")).isEqualTo("Ada Lovelace");
        }
    }

    @Test
    void shouldResolveAfterTheQuietTimeAndTellTheReceiver() throws IOException {
        var service = service("recovered");
        try (var desk = acceptance.receiver().desk(service)) {
            fire(service, "warning");
            desk.awaitPage(FIRST);

            resolve(service, "warning");

            desk.await(RESOLVED, FIRST);
            pipeline.console().awaitIncident(service, IncidentState.RESOLVED);
        }
    }

    @Test
    void shouldResolveAtOnceWhenAPersonSaysSo() throws IOException {
        var service = service("by-hand");
        try (var desk = acceptance.receiver().desk(service)) {
            fire(service, "warning");
            var page = desk.awaitPage(FIRST);

            pipeline.console().resolve(page.incidentId());

            desk.await(RESOLVED, FIRST);
            pipeline.console().awaitIncident(service, IncidentState.RESOLVED);
        }
    }

    @Test
    void shouldStaySilentWhenResolvedBeforeFirstRung() throws IOException {
        var service = service("brief");
        try (var desk = acceptance.receiver().desk(service)) {
            fire(service, "patient");
            pipeline.console().awaitIncident(service, IncidentState.OPEN);

            resolve(service, "patient");

            pipeline.console().awaitIncident(service, IncidentState.RESOLVED);
            desk.assertSilentFor(acceptance.later());
        }
    }

    @Test
    void shouldNotPageTwiceForTheSameAlert() throws IOException {
        var service = service("repeated");
        var sample = new Sample("HighErrorRate", service, "warning", false, Instant.now());
        try (var desk = acceptance.receiver().desk(service)) {
            send("alertmanager", sample.alertmanager());
            desk.awaitPage(FIRST);

            send("alertmanager", sample.alertmanager());

            desk.assertSilentFor(Duration.ofSeconds(2));
        }
    }

    @Test
    void shouldFoldRelatedAlertsIntoOneIncident() throws IOException {
        var service = service("related");
        try (var desk = acceptance.receiver().desk(service)) {
            var alerts = Stream.of("a", "b", "c", "d", "e").map(each -> new LoadAlert(service + each, service,
                    Instant.now())).toList();

            for (var alert : alerts) {
                send("alertmanager", new Sample.Request(Map.of("Content-Type", "application/json"),
                        LoadAlert.webhook(List.of(alert))));
            }

            var page = desk.awaitPage(FIRST);
            pipeline.console().acknowledge(page.incidentId());
            desk.await(ACKNOWLEDGED, FIRST);
            Awaiting.until("five alerts in one incident",
                    () -> pipeline.console().incidentOf(service).orElseThrow().path("alertsTotal").asInt() == 5);
        }
    }

    static Stream<Arguments> sources() {
        return Stream.of(Arguments.of("alertmanager"), Arguments.of("cloudwatch"), Arguments.of("sentry"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void shouldPageForAnAlertOfEverySource(String source) throws IOException {
        var service = service(source);
        var sample = new Sample("HighErrorRate", service, "warning", false, Instant.now());
        try (var desk = acceptance.receiver().desk(service)) {
            send(source, request(source, sample));

            desk.awaitPage(FIRST);
        }
    }

    private void assertSaysWhetherItIsLate(Page page) {
        var intent = pipeline.topics().values(Topics.NOTIFICATIONS).stream().filter(each -> each.getId().equals(page
                .id())).findFirst().orElseThrow();
        assertThat(page.isLate()).as("late, due %s and decided %s", intent.getDueAt(), intent.getCreatedAt())
                .isEqualTo(intent.getCreatedAt().isAfter(intent.getDueAt().plus(LATE_AFTER)));
    }

    private static Sample.Request request(String source, Sample sample) {
        return switch (source) {
            case "cloudwatch" -> sample.cloudwatch(Pipeline.CLOUDWATCH_TOKEN);
            case "sentry" -> sample.sentry(Pipeline.SENTRY_SECRET);
            default -> sample.alertmanager();
        };
    }

    private void fire(String service, String severity) throws IOException {
        send("alertmanager", new Sample("HighErrorRate", service, severity, false, Instant.now()).alertmanager());
    }

    private void resolve(String service, String severity) throws IOException {
        send("alertmanager", new Sample("HighErrorRate", service, severity, true, Instant.now()).alertmanager());
    }

    private void send(String source, Sample.Request request) throws IOException {
        var answer = Http.deliver(pipeline.ingestUrl() + "/v1/" + source, request.body(), request.headers());
        assertThat(answer.isSuccess()).as("answer %s", answer).isTrue();
    }
}
