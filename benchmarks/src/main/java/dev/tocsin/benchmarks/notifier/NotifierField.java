package dev.tocsin.benchmarks.notifier;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.tocsin.benchmarks.BrokerMain;
import dev.tocsin.benchmarks.ChildJvm;
import dev.tocsin.benchmarks.ProcessFigures;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.notifier.NotifierMain;
import dev.tocsin.policy.feed.PolicyPublisher;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and a notifier as processes, and a producer of notifications for webhooks. */
final class NotifierField implements AutoCloseable {

    private static final String PORT = "17530";
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final ChildJvm broker;
    private final ChildJvm notifier;
    private final KafkaProducer<String, Notification> producer;
    private final AtomicReference<Exception> failed = new AtomicReference<>();

    NotifierField(Path parent, String policy, List<String> flags, Map<String, String> settings) throws IOException,
            InterruptedException {
        var work = Files.createTempDirectory(parent, "notifier");
        broker = ChildJvm.start("", List.of("-Xmx768m", "-XX:+UseG1GC"), BrokerMain.class, List.of(work.resolve(
                "kafka").toString()), Map.of(), work.resolve("broker.log"));
        var said = broker.awaitLine("READY").split(" ", 2);
        var all = Settings.of(Map.of("bootstrap.servers", said[0], "schema.registry.url", said[1]));
        var serdes = new EventSerdes(all.serdes());
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", said[0], "linger.ms", 1), new StringSerializer(),
                serdes.of(Topics.NOTIFICATIONS).serializer());
        try {
            new PolicyPublisher(all.kafka(), serdes, Clock.systemUTC()).publish("bench.yml", policy, "bench");
        } catch (PolicyErrors wrong) {
            throw new IllegalStateException(wrong);
        }
        var environment = new HashMap<>(Map.of("TOCSIN_BOOTSTRAP_SERVERS", said[0], "TOCSIN_SCHEMA_REGISTRY_URL",
                said[1],
                "TOCSIN_INSTANCE_ID", "bench", "TOCSIN_HTTP_PORT", PORT, "TOCSIN_LOG_LEVEL", "ERROR",
                "TOCSIN_OUTBOUND_ALLOW", "127.0.0.0/8"));
        settings.forEach((name, value) -> environment.put("TOCSIN_" + name.toUpperCase(java.util.Locale.ROOT).replace(
                '.',
                '_'), value));
        notifier = ChildJvm.start("", flags, NotifierMain.class, List.of(), environment, work.resolve("notifier.log"));
        awaitReady();
    }

    private void awaitReady() throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var end = System.nanoTime() + START_LIMIT.toNanos();
            while (System.nanoTime() < end && notifier.alive()) {
                try {
                    if (client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/readyz")).build(),
                            HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    // asked again
                }
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("the notifier did not come up");
    }

    /** A page of an incident of its own. */
    void page(String id, int destination) {
        var now = Instant.now();
        var incident = Incident.newBuilder().setId(id).setRevision(1).setServiceKey(id).setCorrelationKey(id)
                .setState(IncidentState.OPEN).setRound(1).setTitle("It is down").setSeverity(new Severity("SEV1", 1))
                .setService("shop").setLadder("urgent").setPolicyName("bench").setPolicyVersion(1).setRuleId("down")
                .setRuleReason("because").setAlertsTotal(1).setAlertsFiring(1).setOpenedAt(now)
                .setRoundStartedAt(now).setUpdatedAt(now).setAcknowledgedBy("").setMitigatedBy("").setResolvedBy("")
                .build();
        var channel = "hook-" + destination;
        var page = Notification.newBuilder().setId(id).setKind(NotificationKind.PAGE).setIncident(incident)
                .setDestination(channel + ":").setChannel(channel).setAddress("").setTarget("target-" + destination)
                .setRung(1).setPolicyVersion(1).setCreatedAt(now).setDueAt(now).setReason("step 1 of ladder urgent")
                .build();
        var _ = producer.send(new ProducerRecord<>(Topics.NOTIFICATIONS.name(), page.getDestination(), page), (_,
                problem) -> {
            if (problem != null) {
                failed.compareAndSet(null, problem);
            }
        });
    }

    void flush() {
        producer.flush();
        if (failed.get() != null) {
            throw new IllegalStateException("the broker did not take all notifications", failed.get());
        }
    }

    Duration cpu() {
        return ProcessFigures.cpu(notifier.pid());
    }

    long residentMegabytes() {
        return ProcessFigures.residentMegabytes(notifier.pid());
    }

    @Override
    public void close() {
        producer.close();
        notifier.close();
        broker.close();
    }
}
