package dev.tocsin.standalone.acceptance;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance.service;
import static dev.tocsin.standalone.acceptance.harness.TestPolicy.FIRST;
import static dev.tocsin.standalone.acceptance.harness.TestPolicy.SECOND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.ingest.authenticity.PagerDutySignature;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.Desk;
import dev.tocsin.standalone.acceptance.harness.Http;
import dev.tocsin.standalone.acceptance.harness.PagerDutyDesk;
import dev.tocsin.standalone.acceptance.harness.Pipeline;
import dev.tocsin.standalone.acceptance.harness.RealAlertmanager;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance;
import dev.tocsin.standalone.acceptance.harness.TestPolicy;
import dev.tocsin.standalone.acceptance.harness.WebhookReceiver.Answer;
import dev.tocsin.standalone.fire.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One night in which everything goes a little wrong, as it does: what senders and people really do, from the first word of an
 * alert to the last trace of it outside.
 */
@Tag("process")
@ExtendWith(SharedPipeline.class)
class InDoubtItPagesIT {

    /** Longer than any alert of this story lives: Prometheus says for how long it will not be heard of again. */
    private static final Duration VALID = Duration.ofHours(1);

    private final Pipeline pipeline;
    private final Acceptance acceptance;
    private final String service = service("in-doubt");
    private final Path folder = Path.of("target", "acceptance", service).toAbsolutePath();
    private PagerDutyDesk pagerDuty;

    InDoubtItPagesIT(Acceptance acceptance) {
        this.acceptance = acceptance;
        this.pipeline = acceptance.pipeline();
    }

    @BeforeEach
    void publishThePolicyOfTheStory() throws IOException {
        pagerDuty = PagerDutyDesk.open();
        Files.createDirectories(folder);
        var key = Files.writeString(folder.resolve("routing-key"), "0123456789abcdef0123456789abcdef");
        var secret = Files.writeString(folder.resolve("webhook-secret"), TestPolicy.SECRET);
        acceptance.receiver().answering(page -> page.target().equals(FIRST)
                ? new Answer.Status(404, Map.of())
                : Answer.OK);
        pipeline.publish("""
                policy: acceptance
                severities:
                  - {id: SEV1, title: Critical, ladder: night, quiet: 1s, reopen: 1h}
                  - {id: SEV4, title: To watch, ladder: nobody, quiet: 1s, reopen: 1h}
                defaults: {correlate-by: [service]}
                rules:
                  - id: nearly-full
                    reason: Is the disk nearly full?
                    when: '"used" in annotations && double(annotations.used) > 90.0'
                    severity: SEV1
                fallback: {severity: SEV4}
                ladders:
                  night:
                    steps:
                      - {after: 0s, notify: [first]}
                      - {after: 1h, notify: [second]}
                  nobody: {steps: []}
                targets:
                  first: [{channel: refusing, address: first}]
                  second: [{channel: hook, address: second}, {channel: pager}]
                channels:
                  refusing: {type: webhook, url: '%1$s', secret: {file: '%2$s'}}
                  hook: {type: webhook, url: '%1$s', secret: {file: '%2$s'}}
                  pager: {type: pagerduty, url: '%3$s', routing-key: {file: '%4$s'}}
                """.formatted(acceptance.receiver().url(), secret, pagerDuty.url(), key));
    }

    @AfterEach
    void putEverythingBack() {
        acceptance.receiver().answering(page -> Answer.OK);
        pipeline.publish(TestPolicy.paging(acceptance.receiver(), folder, acceptance.later()));
        pagerDuty.close();
    }

    @Test
    @DisplayName("A1 to A9: a night in which the value grows, the sender restarts, a channel refuses, an acknowledge is taken back and labels change")
    void shouldReachTheRightPersonAndLeaveNothingOpen() throws IOException {
        var console = pipeline.console();
        var labels = Map.of("alertname", "DiskFilling", "service", service, "severity", "warning", "instance", "db-1");
        var began = Instant.now().minusSeconds(600);
        try (var desk = acceptance.receiver().desk(service);
                var sender = RealAlertmanager.start(folder, pipeline.ingestUrl())) {

            // At 81 % it is to be watched, and wakes nobody.
            sender.tell(labels, disk(81), began, Instant.now().plus(VALID));
            var id = console.awaitIncident(service).path("id").asString();
            assertThat(console.incidentOf(service).orElseThrow().path("severity").asString("")).isEqualTo("SEV4");

            // The sender loses its memory, and counts from an earlier start. That is no reason to forget the alert.
            sender.restart();
            sender.tell(labels, disk(81), began.minusSeconds(30), Instant.now().plus(VALID));
            awaitAlarm(true);

            // At 97 % it is raised. The first person's channel refuses, so the second is called at once and told why.
            sender.tell(labels, disk(97), began.minusSeconds(30), Instant.now().plus(VALID));
            assertThat(desk.awaitPage(FIRST).incidentId()).isEqualTo(id);
            var page = desk.awaitPage(SECOND);
            assertThat(page.incidentId()).isEqualTo(id);
            assertThat(page.body()).contains("97 %").doesNotContain("81 %").contains("first").contains("404");
            awaitFailingChannel("refusing");

            // The second person acknowledges at PagerDuty, falls asleep, and PagerDuty takes the acknowledge back.
            var key = awaitOpenKey();
            answer("incident.acknowledged", key);
            both(desk, ACKNOWLEDGED);
            console.awaitIncident(service, IncidentState.ACKNOWLEDGED);
            answer("incident.unacknowledged", key);
            desk.awaitPage(FIRST);
            desk.awaitPage(SECOND);
            console.acknowledge(id);
            both(desk, ACKNOWLEDGED);

            // Somebody edits the dimension of the alarm while it holds: its end still reaches the incident.
            awaitAlarm(false);
            sender.tell(labels, disk(60), began.minusSeconds(30), Instant.now());
            both(desk, RESOLVED);
            console.awaitIncident(service, IncidentState.RESOLVED);
            Awaiting.until("nothing left open at PagerDuty", () -> pagerDuty.openKeys().isEmpty());
            assertThat(console.incidents().stream().filter(it -> it.path("service").asString("").startsWith(service)))
                    .as("incidents of this night").hasSize(1);
        }
    }

    /** How it stands is told to everybody who was paged, also where the page was refused: the channel may work again. */
    private static void both(Desk desk, NotificationKind kind) {
        desk.await(kind, FIRST);
        desk.await(kind, SECOND);
    }

    private static Map<String, String> disk(int percent) {
        return Map.of("summary", "The disk of db-1 is " + percent + " % full", "used", Integer.toString(percent));
    }

    /** A CloudWatch alarm of the same service; its end comes with another dimension. */
    private void awaitAlarm(boolean firing) throws IOException {
        var request = new Sample("QueueDepth", service, "", !firing, Instant.now()).cloudwatch(
                Pipeline.CLOUDWATCH_TOKEN);
        var body = firing
                ? request.body()
                : request.body().replace("\"value\":\"" + service + "\"", "\"value\":\"" + service + "-edited\"");
        assertThat(Http.post(pipeline.ingestUrl() + "/v1/cloudwatch", body, request.headers()).isSuccess()).isTrue();
        Awaiting.until(firing ? "two alerts in the incident" : "one of two alerts is over", () -> {
            var incident = pipeline.console().incidentOf(service).orElseThrow();
            return incident.path("alertsTotal").asInt() == 2 && incident.path("alertsFiring").asInt() == (firing
                    ? 2
                    : 1);
        });
    }

    private String awaitOpenKey() {
        return Awaiting.value("an open key at PagerDuty", () -> pagerDuty.openKeys().stream().findFirst());
    }

    private void answer(String event, String key) throws IOException {
        var body = """
                {"event":{"id":"%s-%s","event_type":"%s","resource_type":"incident",
                 "agent":{"summary":"Grace Hopper","type":"user_reference"},"data":{"incident_key":"%s"}}}"""
                .formatted(service, event, event, key);
        var answer = Http.post(pipeline.ingestUrl() + "/v1/pagerduty", body, Map.of("Content-Type",
                "application/json", "X-PagerDuty-Signature", PagerDutySignature.of(Pipeline.PAGERDUTY_SECRET, body
                        .getBytes(UTF_8))));
        assertThat(answer.isSuccess()).as("answer %s", answer).isTrue();
    }

    /** The channel that refuses is one incident of its own, for whoever runs Tocsin. */
    private void awaitFailingChannel(String channel) {
        Awaiting.until("an incident about the channel " + channel, () -> pipeline.console().incidentOf(
                "tocsin").filter(it -> it.toString().contains(channel)).isPresent());
    }
}
