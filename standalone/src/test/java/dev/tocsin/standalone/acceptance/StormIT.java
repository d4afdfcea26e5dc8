package dev.tocsin.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.Calibration;
import dev.tocsin.standalone.acceptance.harness.Flood;
import dev.tocsin.standalone.acceptance.harness.Page;
import dev.tocsin.standalone.acceptance.harness.Pipeline;
import dev.tocsin.standalone.acceptance.harness.WebhookReceiver;
import dev.tocsin.standalone.broker.EmbeddedBroker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acceptance 5 of issue 3, promise 7: a storm over 500 services with 3 real SEV1 inside is one page and one for each of the
 * three, through all services on a real broker. How large and how fast the storm is comes from what the machine judges in a
 * calibration before it; {@code -Dtocsin.storm.alerts=50000 -Dtocsin.storm.rate=2000} is the full storm of the issue.
 */
@Tag("broker")
class StormIT {

    private static final Logger LOG = LoggerFactory.getLogger(StormIT.class);
    private static final String SOURCE = "flood";
    private static final String WARM_UP = "warm-up";
    private static final int SERVICES = 500;
    /** Only where it is asked for: a test that fails on a busy machine for being slow would be worth nothing. */
    private static final Optional<Duration> IN_TIME = Optional.ofNullable(Integer.getInteger("tocsin.storm.in.time"))
            .map(Duration::ofSeconds);

    /**
     * How much is sent. The least is still ten times what the policy calls a storm, and each service has four alerts: a
     * pipeline that does not fold pages five hundred times.
     */
    private record Size(int alerts, int perSecond) {

        private static final int SECONDS = 10;
        private static final int LEAST = 2_000;
        private static final int MOST_PER_SECOND = 1_250;
        /** The storm is declared while its first incidents are still held back. */
        private static final int LEAST_PER_SECOND = 100;

        static Size of(int judgedPerSecond) {
            var rate = Integer.getInteger("tocsin.storm.rate", Math.clamp(judgedPerSecond, LEAST_PER_SECOND,
                    MOST_PER_SECOND));
            return new Size(Integer.getInteger("tocsin.storm.alerts", Math.max(LEAST, rate * SECONDS)), rate);
        }

        /** Services of the critical alerts, by the number of the alert: early, in the middle, and late. */
        Map<Integer, String> severe() {
            return Map.of(alerts / 10, "shop-11", alerts / 2, "shop-222", alerts * 9 / 10, "shop-499");
        }
    }

    private static final String POLICY = """
            policy: storm
            severities:
              - {id: SEV1, title: Customers cannot work, ladder: now, quiet: 5m, reopen: 1h}
              - {id: SEV2, title: Customers notice, ladder: now, quiet: 5m, reopen: 1h}
            rules:
              - {id: critical, reason: Can customers not work?, when: 'severity="critical"', severity: SEV1, correlate-by: [service, name]}
            fallback: {severity: SEV2, correlate-by: [service, name]}
            storms:
              - {id: flood, by: source, alerts: 200, within: 1m, leave: 20, severity: SEV2, except: [SEV1], hold: 5s}
            ladders:
              now: {steps: [{after: 0m, notify: [on-call]}, {after: 1h, notify: [on-call]}]}
            targets:
              on-call: [{channel: hook, address: on-call}]
            channels:
              hook: {type: webhook, url: '%s'}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldPageOnceForAStormAndOnceForEachRealIncidentInsideIt() throws Exception {
        try (var receiver = WebhookReceiver.open();
                var broker = new EmbeddedBroker(folder.resolve("kafka"), 0)) {
            receiver.expectEverything();
            broker.start();
            try (var pipeline = Pipeline.on(broker.bootstrapServers(), folder)) {
                pipeline.publish(POLICY.formatted(receiver.url()));
                warmUp(pipeline, receiver);
                var cold = Calibration.judgedPerSecond(pipeline, WARM_UP, SERVICES);
                var judged = Calibration.judgedPerSecond(pipeline, WARM_UP + "-2", SERVICES);
                var size = Size.of(judged);
                LOG.info("this machine judges {} alerts a second, {} at first: {}", judged, cold, size);
                var flood = new Flood(SOURCE, "shop-", pipeline, SERVICES, size.severe());

                var took = flood.write(size.alerts(), size.perSecond());
                var wrote = Instant.now();
                Calibration.awaitJudged(pipeline);
                LOG.info("{} alerts in {}, judged {} later", size.alerts(), took, Duration.between(wrote, Instant
                        .now()));
                var movement = movement(pipeline);
                Awaiting.until("four pages", movement, () -> pages(receiver).size() >= 4);
                Awaiting.until("all folded", movement, () -> onTheirOwn(pipeline).size() <= 4);

                assertAllInTheLog(pipeline, size);
                assertFolded(pipeline, size);
                assertPagedOnceEach(receiver, size);
                reportLateness(pipeline, receiver, flood, size);
            }
        }
    }

    private static Callable<?> movement(Pipeline pipeline) {
        return pipeline.topics()::movement;
    }

    /** A pipeline that runs: one SEV1 went through it. */
    private static void warmUp(Pipeline pipeline, WebhookReceiver receiver) {
        new Flood(WARM_UP, WARM_UP, pipeline, 1, Map.of(0, WARM_UP)).write(1, 1);
        Awaiting.until("the first page", movement(pipeline), () -> receiver.pages().stream().anyMatch(page -> page
                .service().equals(WARM_UP)));
    }

    private static void assertAllInTheLog(Pipeline pipeline, Size size) {
        var alerts = pipeline.topics().values(Topics.SIGNALS).stream().map(signal -> signal.getBody())
                .filter(Alert.class::isInstance).map(Alert.class::cast).filter(alert -> alert.getSource().equals(
                        SOURCE))
                .map(Alert::getIdentity).distinct().count();
        assertThat(alerts).isEqualTo(size.alerts());
    }

    private static void assertFolded(Pipeline pipeline, Size size) {
        var onTheirOwn = onTheirOwn(pipeline);
        assertThat(incidents(pipeline)).hasSize(SERVICES + size.severe().size() + 1);
        assertThat(onTheirOwn).extracting(each -> each.getSeverity().getId()).containsExactlyInAnyOrder("SEV1", "SEV1",
                "SEV1", "SEV2");
        LOG.info("the storm's incident: {}", onTheirOwn.stream().filter(each -> each.getSeverity().getId().equals(
                "SEV2")).map(Incident::getTitle).toList());
    }

    /** Those that no other one stands for. */
    private static List<Incident> onTheirOwn(Pipeline pipeline) {
        return incidents(pipeline).stream().filter(each -> each.getSuppressedBy().isEmpty()).toList();
    }

    private static Collection<Incident> incidents(Pipeline pipeline) {
        var latest = new HashMap<String, Incident>();
        pipeline.topics().values(Topics.INCIDENTS).forEach(each -> latest.merge(each.getId(), each,
                (one, other) -> one.getRevision() > other.getRevision() ? one : other));
        latest.values().removeIf(each -> each.getService().contains(WARM_UP));
        return latest.values();
    }

    private static void assertPagedOnceEach(WebhookReceiver receiver, Size size) {
        var pages = pages(receiver);
        assertThat(pages.stream().map(Page::incidentId).distinct()).hasSize(4);
        assertThat(pages.stream().map(Page::id).distinct()).hasSize(4);
        assertThat(pages).filteredOn(page -> page.service().startsWith("storm/")).hasSize(1);
        assertThat(pages).extracting(Page::service).containsAll(size.severe().values());
    }

    private static void reportLateness(Pipeline pipeline, WebhookReceiver receiver, Flood flood,
            Size size) {
        var decided = decided(pipeline);
        assertThat(flood.severeWritten()).hasSameSizeAs(size.severe());
        flood.severeWritten().forEach((service, written) -> {
            var arrived = pages(receiver).stream().filter(page -> page.service().equals(service)).findFirst()
                    .orElseThrow().at();
            var took = Duration.between(written, decided.get(service));
            LOG.info("SEV1 of {}: page decided after {}, with the receiver after {}", service, took, Duration.between(
                    written, arrived));
            IN_TIME.ifPresent(limit -> assertThat(took).as("page for %s", service).isLessThanOrEqualTo(limit));
        });
    }

    /** When each SEV1 page was written to the log, by service. */
    private static Map<String, Instant> decided(Pipeline pipeline) {
        return pipeline.topics().values(Topics.NOTIFICATIONS).stream().filter(each -> each
                .getKind() == NotificationKind.PAGE && each.getIncident().getSeverity().getId().equals("SEV1"))
                .collect(Collectors.toMap(each -> each.getIncident().getService(), Notification::getCreatedAt));
    }

    private static List<Page> pages(WebhookReceiver receiver) {
        return receiver.pages().stream().filter(page -> page.kind() == NotificationKind.PAGE && !page.service()
                .contains(WARM_UP)).toList();
    }
}
