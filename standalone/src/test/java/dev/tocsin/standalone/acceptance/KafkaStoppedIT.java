package dev.tocsin.standalone.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.event.Signal;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.EdgeSender;
import dev.tocsin.standalone.acceptance.harness.Http;
import dev.tocsin.standalone.acceptance.harness.LoadSource;
import dev.tocsin.standalone.acceptance.harness.Page;
import dev.tocsin.standalone.acceptance.harness.ServiceFleet;
import dev.tocsin.standalone.acceptance.harness.TestPolicy;
import dev.tocsin.standalone.acceptance.harness.TocsinProcess;
import dev.tocsin.standalone.acceptance.harness.WebhookReceiver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka is stopped under load, ingest is killed with -9 while it is away and again while its spool drains, for each class of
 * sender: what was answered 2xx is on the log, each alert's changes are in their order, and each severe alert pages once.
 */
@Tag("process")
class KafkaStoppedIT {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaStoppedIT.class);
    private static final Pattern NUMBER = Pattern.compile("edge (\\d+)");
    /** In the ID of what the correlator hands on to the place of another incident. */
    private static final String FORWARDED = "/to-";
    private static final int SOME = 8;

    @TempDir
    private Path folder;

    @Test
    void shouldLoseReorderAndRepeatNothingWhileKafkaIsStopped() throws Exception {
        var seed = Long.getLong("tocsin.seed", System.nanoTime());
        LOG.info("to repeat it: -Dtocsin.seed={}", seed);
        try (var receiver = WebhookReceiver.open(); var fleet = ServiceFleet.in(folder)) {
            receiver.expectEverything();
            fleet.publish(policy(receiver));
            var ingest = fleet.add("ingest", "a", Map.of("spool.dir", folder.resolve("spool").toString(),
                    "sources.slack.secret", LoadSource.SLACK_SECRET, "sources.slack.deadline", "500ms",
                    "sources.alertmanager.deadline", "500ms"), Map.of());
            Stream.of("correlator", "escalator", "notifier").forEach(service -> fleet.add(service, "a"));
            fleet.processes().forEach(TocsinProcess::awaitReady);
            var senders = Stream.of(LoadSource.values()).map(source -> new EdgeSender(source, ingest.url()).start())
                    .toList();
            try {
                awaitMoreOf(senders, true);

                fleet.stopKafka();
                awaitMoreOf(senders, false);
                ingest.kill9();
                ingest.start();
                awaitMoreOf(senders, false);
                assertThat(counted(ingest, "tocsin_ingest_requests_unavailable_total{", LoadSource.ALERTMANAGER))
                        .as("503 to Alertmanager, by the metrics of the new process").isPositive();
                fleet.startKafka();
                Awaiting.until("the spool drains", () -> counted(ingest, "tocsin_ingest_spool_drained_total{",
                        LoadSource.KIBANA) > 0);
                LockSupport.parkNanos(new Random(seed).nextLong(Duration.ofMillis(200).toNanos()));
                ingest.kill9();
                ingest.start().awaitReady();

                awaitMoreOf(senders, true);
                senders.forEach(EdgeSender::finish);
            } finally {
                senders.forEach(EdgeSender::close);
            }
            Awaiting.until("an empty spool", () -> number(ingest, "tocsin_ingest_spool_requests") == 0);
            new Books(fleet, receiver, senders).balance();
        }
    }

    /** Until each sender got further, by its kind: taken, or while Kafka is away and the sender repeats, turned away. */
    private static void awaitMoreOf(List<EdgeSender> senders, boolean kafka) {
        var before = senders.stream().collect(Collectors.toMap(sender -> sender, sender -> moved(sender, kafka)));
        before.forEach((sender, count) -> Awaiting.until("more requests of " + sender.source() + (kafka
                ? " taken"
                : " without Kafka"), () -> moved(sender, kafka), () -> moved(sender, kafka) > count + SOME));
    }

    private static int moved(EdgeSender sender, boolean kafka) {
        return kafka || !sender.source().repeats() ? sender.taken() : sender.turnedAway();
    }

    private static double counted(TocsinProcess ingest, String metric, LoadSource source) throws Exception {
        return Http.get(ingest.url() + "/metrics").body().lines().filter(line -> line.startsWith(metric) && line
                .contains("source=\"" + source.source() + "\"")).mapToDouble(KafkaStoppedIT::last).sum();
    }

    private static double number(TocsinProcess ingest, String metric) throws Exception {
        return Http.get(ingest.url() + "/metrics").body().lines().filter(line -> line.matches(metric + "[{ ].*"))
                .mapToDouble(KafkaStoppedIT::last).findFirst().orElseThrow();
    }

    private static double last(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    private String policy(WebhookReceiver receiver) {
        var services = IntStream.range(0, EdgeSender.SEVERE).mapToObj(number -> EdgeSender.severe(LoadSource.SLACK,
                number)).collect(Collectors.joining(", "));
        return """
                policy: stopped
                severities:
                  - {id: SEV1, title: Down, ladder: urgent, quiet: 1s, reopen: 1h}
                  - {id: SEV4, title: To watch, ladder: nobody, quiet: 1s, reopen: 1h}
                defaults: {correlate-by: [service]}
                rules:
                  - {id: critical, reason: The source calls it critical, when: 'severity="critical"', severity: SEV1}
                  - {id: reported, reason: A person reports it as down, when: 'impact="SEV1"', severity: SEV1}
                fallback: {severity: SEV4}
                reports: {services: [%s]}
                ladders:
                  urgent: {steps: [{after: 0m, notify: [everybody]}]}
                  nobody: {steps: []}
                targets: {everybody: [{channel: hook, address: everybody}]}
                channels:
                  hook: {type: webhook, url: '%s', secret: {file: '%s'}}
                """.formatted(services, receiver.url(), TestPolicy.secretIn(folder));
    }

    /** What senders were promised, compared with what lies on the log and what was received. */
    private record Books(ServiceFleet fleet, WebhookReceiver receiver, List<EdgeSender> senders) {

        void balance() {
            for (var sender : senders) {
                var source = sender.source().source();
                LOG.info("{}: {} answered 2xx, {} turned away, {} met a dead process", source, sender.taken(), sender
                        .turnedAway(), sender.unreachable());
                if (sender.source().repeats()) {
                    assertThat(sender.turnedAway()).as("503 to %s, which repeats", source).isPositive();
                } else {
                    assertThat(sender.turnedAway()).as("503 to %s, which does not repeat", source).isZero();
                }
                var written = alerts(source);
                sender.accepted().forEach((service, numbers) -> assertAllInOrder(service, numbers, written.getOrDefault(
                        service, List.of()).stream().map(Written::number).toList()));
                written.forEach(Books::assertOneIdentity);
                assertRepeatsSayTheSame(sender.source(), written);
            }
            assertNothingIsInQuarantine();
            awaitStates();
            assertOnePageEach();
        }

        private static void assertAllInOrder(String service, Set<Integer> accepted, List<Integer> written) {
            assertThat(accepted.stream().filter(number -> !written.contains(number))).as(
                    "edges of %s that were answered 2xx and are not on the log", service).isEmpty();
            assertThat(IntStream.range(1, written.size()).filter(at -> written.get(at) < written.get(at - 1)).mapToObj(
                    at -> written.get(at - 1) + " before " + written.get(at))).as(
                            "edges of %s in another order than they were sent", service).isEmpty();
        }

        private record Written(String id, int number, Alert alert) {}

        /** The alerts of a source as ingest wrote them, as they lie on the log, by service: each in one partition, so in one order. */
        private Map<String, List<Written>> alerts(String source) {
            return fleet.topics().values(Topics.SIGNALS).stream().filter(signal -> signal
                    .getBody() instanceof Alert alert
                    && alert.getSource().equals(source) && !signal.getId().contains(FORWARDED)).map(Books::written)
                    .collect(groupingBy(it -> it.alert()
                            .getLabels().get("service")));
        }

        private static Written written(Signal signal) {
            var alert = (Alert) signal.getBody();
            var number = NUMBER.matcher(alert.getSummary());
            assertThat(number.find()).as("a number in '%s'", alert.getSummary()).isTrue();
            return new Written(signal.getId(), Integer.parseInt(number.group(1)), alert);
        }

        /** Only a person makes a second report by repeating the command. */
        private static void assertOneIdentity(String service, List<Written> written) {
            if (!written.getFirst().alert().getSource().equals(LoadSource.SLACK.source())) {
                assertThat(written).extracting(it -> it.alert().getIdentity()).as("identities of %s", service)
                        .containsOnly(written.getFirst().alert().getIdentity());
            }
        }

        /** What Tocsin itself writes again after a crash, it writes under the same IDs. */
        private void assertRepeatsSayTheSame(LoadSource source, Map<String, List<Written>> written) {
            if (!source.repeats()) {
                written.forEach((service, edges) -> edges.stream().collect(groupingBy(Written::number)).forEach((number,
                        same) -> assertThat(same).extracting(Written::id).as("IDs of edge %s of %s", number, service)
                                .containsOnly(same.getFirst().id())));
            }
            var requests = fleet.topics().values(Topics.RECEIVED).stream().filter(request -> request.getSource().equals(
                    source.source())).map(ReceivedRequest::getId).distinct().toList();
            var ids = written.values().stream().flatMap(List::stream).map(Written::id).distinct().toList();
            if (source.repeats()) { // killed between the request and its alert, ingest has not answered: the sender comes again
                assertThat(requests).as("stored requests of %s", source).hasSizeGreaterThanOrEqualTo(ids.size());
            } else {
                assertThat(requests).as("stored requests of %s", source).hasSameSizeAs(ids);
            }
        }

        private void assertNothingIsInQuarantine() {
            assertThat(fleet.topics().values(Topics.QUARANTINE)).isEmpty();
        }

        /** Until each severe alert fires and each of the others is over. */
        private void awaitStates() {
            var severe = services(true);
            var flapping = services(false);
            Awaiting.until("severe alerts fire and the others are over", fleet.topics()::movement, () -> {
                var firing = firing();
                return severe.stream().allMatch(service -> firing.getOrDefault(service, 0) >= 1) && flapping.stream()
                        .allMatch(service -> firing.getOrDefault(service, 1) == 0);
            });
            Awaiting.until("a page for each", receiver::count, () -> pages().keySet().containsAll(severe));
            Awaiting.until("an outcome of each page", fleet.topics()::movement, () -> fleet.topics().openTransactions(
                    List.of(Topics.NOTIFICATIONS, Topics.DELIVERIES)).isEmpty() && fleet.topics().lag(
                            Topics.NOTIFICATIONS, fleet.topics().groupNamed("notifier").orElseThrow()).isEmpty());
        }

        private List<String> services(boolean severe) {
            return senders.stream().flatMap(sender -> sender.accepted().keySet().stream()).filter(service -> service
                    .contains("severe") == severe).toList();
        }

        private Map<String, Integer> firing() {
            var latest = new HashMap<String, Incident>();
            fleet.topics().values(Topics.INCIDENTS).forEach(incident -> latest.put(incident.getService(), incident));
            return latest.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                    .getAlertsFiring()));
        }

        private Map<String, List<Page>> pages() {
            return receiver.pages().stream().filter(page -> page.kind() == NotificationKind.PAGE).collect(groupingBy(
                    Page::service));
        }

        /** The receiver knows a repeat by its ID; a send of which the outcome could not be recorded is repeated, and says so. */
        private void assertOnePageEach() {
            var marked = fleet.topics().values(Topics.DELIVERIES).stream().filter(Delivery::getPossibleRepeat).map(
                    Delivery::getNotificationId).collect(Collectors.toSet());
            var wrong = new ArrayList<String>();
            pages().forEach((service, pages) -> {
                var ids = pages.stream().map(Page::id).distinct().toList();
                if (service.contains("flapping") || ids.size() != 1 || pages.size() > 1 && !marked.contains(ids
                        .getFirst())) {
                    wrong.add(service + ": " + pages);
                }
            });
            assertThat(wrong).as("pages other than one for each severe alert").isEmpty();
        }
    }
}
