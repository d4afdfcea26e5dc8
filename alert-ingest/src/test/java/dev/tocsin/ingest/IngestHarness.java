package dev.tocsin.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.policy.emergency.EmergencyChannel;
import dev.tocsin.policy.emergency.EmergencyMessage;
import dev.tocsin.policy.emergency.EmergencyRules;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.event.Signal;
import dev.tocsin.ingest.emergency.EmergencyDesk;
import dev.tocsin.ingest.answer.KnownIncidents;
import dev.tocsin.ingest.authenticity.Certificates;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.health.SourceBook;
import dev.tocsin.ingest.publish.KafkaAlertPublisher;
import dev.tocsin.ingest.publish.ServiceMapping;
import dev.tocsin.ingest.replay.ReplayDesk;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.heartbeat.HeartbeatAlerts;
import dev.tocsin.policy.mapping.AlertMapping;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.report.Reports;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.alert.OwnAlerts;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service over real HTTP, with Kafka's mock producer for a log and a clock that stands. */
public final class IngestHarness implements AutoCloseable {

    /** How many partitions each topic has. */
    public static final int PARTITIONS = 7;

    public final SetClock clock = new SetClock("2026-03-10T12:00:00Z");
    public final List<URI> confirmed = new ArrayList<>();
    public final List<Reply.Later> said = new ArrayList<>();
    public final KnownIncidents incidents = new KnownIncidents();
    public final PrometheusMeterRegistry metrics = Metrics.create("alert-ingest");

    public SourceBook sources;
    public ReplayDesk replays;

    private final MockProducer<String, byte[]> log;
    private final EventSerdes serdes = new EventSerdes(
            Map.of("schema.registry.url", "mock://ingest-" + UUID.randomUUID()));
    private final AlertIngest ingest;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofMinutes(2)).build();
    private volatile Policy inForce = builtIn();
    private volatile boolean policyKnown = true;
    public final List<EmergencyMessage> pages = new CopyOnWriteArrayList<>();
    private volatile EmergencyChannel.Sent outcome = new EmergencyChannel.Sent.Delivered();
    private volatile Optional<PolicyVersion> published = Optional.empty();
    private volatile EmergencyDesk emergencies;
    private volatile String broken = "";
    private volatile KafkaException refused;
    private Optional<CompiledPolicy> policy = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();

    public IngestHarness(Map<String, String> settings, boolean acknowledging, Certificates certificates) {
        log = new MockProducer<>(acknowledging, null, new StringSerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
                var refusal = refused;
                if (refusal != null && record.topic().equals(Topics.SIGNALS.name())) {
                    throw refusal;
                }
                return super.send(record, callback);
            }

            @Override
            public List<PartitionInfo> partitionsFor(String topic) {
                return Collections.nCopies(PARTITIONS, new PartitionInfo(topic, 0, null, null, null));
            }
        };
        ingest = new AlertIngest(Settings.of(settings), clock, metrics, Optional::empty, phone());
        ingest.start(new AlertIngest.World(new KafkaAlertPublisher(log, serdes, () -> trouble), mapping(),
                certificates, confirmed::add, () -> inForce, incidents, said::add, (book, desk) -> {
                    sources = book;
                    replays = desk;
                    return List.of();
                }, () -> published, desk -> {
                    emergencies = desk;
                    return () -> {};
                }));
    }

    /** Looks after emergencies, as often as it takes to page about all that is due at this time of the clock. */
    public void lookAfterEmergencies() {
        for (var i = 0; i < 5; i++) {
            emergencies.tick();
        }
    }

    private EmergencyChannel phone() {
        return new EmergencyChannel() {
            @Override
            public Sent send(EmergencyRules rules, EmergencyMessage message) {
                pages.add(message);
                return outcome;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    /** What the emergency channel answers from now on. */
    public void emergencyChannel(EmergencyChannel.Sent answer) {
        outcome = answer;
    }

    /** This policy is in force, and published. */
    public void published(int version, String yaml) {
        published = Optional.of(PolicyVersion.newBuilder().setName("test").setVersion(version).setSha256("").setText(
                yaml)
                .setAuthor("ada").setPublishedAt(clock.instant()).build());
    }

    /** With a log that acknowledges, and no certificates. */
    public static IngestHarness with(String... settings) {
        return new IngestHarness(settings(settings), true, noCertificates());
    }

    /** With a log that never acknowledges. */
    public static IngestHarness slow(String... settings) {
        return new IngestHarness(settings(settings), false, noCertificates());
    }

    public static Map<String, String> settings(String... namesAndValues) {
        var settings = new java.util.HashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    public static Certificates noCertificates() {
        return url -> {
            throw new IOException("no network in tests");
        };
    }

    public HttpResponse<String> post(String path, byte[] body, String... headers) {
        return send("POST", path, HttpRequest.BodyPublishers.ofByteArray(body), headers);
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return post(path, body.getBytes(UTF_8), headers);
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ingest.port() + path))
                    .timeout(Duration.ofMinutes(2)).method(method, body);
            for (var i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    public List<ReceivedRequest> received() {
        return records(Topics.RECEIVED);
    }

    public List<Signal> signals() {
        return records(Topics.SIGNALS);
    }

    /** Alerts of the sources, in the order of the log. */
    public List<Alert> alerts() {
        return allAlerts().filter(alert -> !alert.getSource().equals(OwnAlerts.SOURCE)).toList();
    }

    /** Alerts that Tocsin raised about itself. */
    public List<Alert> ownAlerts() {
        return allAlerts().filter(alert -> alert.getSource().equals(OwnAlerts.SOURCE)).toList();
    }

    private Stream<Alert> allAlerts() {
        return signals().stream().filter(signal -> signal.getBody() instanceof Alert).flatMap(signal -> Stream.concat(
                Stream.of((Alert) signal.getBody()), signal.getMoreAlerts().stream()));
    }

    /** What became of replays. */
    public List<QuarantineReplay> replayed() {
        return records(Topics.REPLAYS);
    }

    public List<QuarantinedRequest> quarantined() {
        return records(Topics.QUARANTINE);
    }

    /** Names of the topics, in the order of the records. */
    public List<String> written() {
        return log.history().stream().map(record -> record.topic()).toList();
    }

    /** Keys of the records of a topic, in their order. */
    public List<String> keys(Topic<?> topic) {
        return log.history().stream().filter(record -> record.topic().equals(topic.name())).map(record -> record.key())
                .toList();
    }

    /** Partitions that records of a topic were sent to by name, in their order. */
    public List<Integer> partitions(Topic<?> topic) {
        return log.history().stream().filter(record -> record.topic().equals(topic.name()))
                .map(record -> record.partition()).toList();
    }

    /** The log acknowledges all that was handed over to it. */
    public void acknowledge() {
        while (log.completeNext()) {
            // one after the other
        }
    }

    public int port() {
        return ingest.port();
    }

    public double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    public void breakLog(RuntimeException failure) {
        log.sendException = failure;
    }

    /** The log takes no signals, for this reason; none mends it. */
    public void refuseSignals(KafkaException why) {
        refused = why;
    }

    public void mendLog() {
        log.sendException = null;
    }

    private static Policy builtIn() {
        try {
            return PolicyLoader.load(PolicyLoader.builtIn()).policy();
        } catch (PolicyErrors impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** From now on this policy is in force. */
    public void wholePolicy(String yaml) {
        try {
            inForce = PolicyLoader.load("policy.yml", yaml).policy();
        } catch (PolicyErrors wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** A policy with these sections besides the necessary ones. */
    public void policy(String sections) {
        try {
            policy = Optional.of(PolicyLoader.load("test.yml", """
                    policy: test
                    severities: [{id: SEV1, title: Critical, ladder: urgent}]
                    ladders: {urgent: {steps: [{notify: [on-call]}]}}
                    targets: {on-call: [inbox]}
                    channels: {inbox: {type: inbox}}
                    """ + sections));
        } catch (PolicyErrors wrong) {
            throw new AssertionError(wrong);
        }
    }

    /** From now on the service of alerts of this name cannot be told. */
    public void breakMappingOf(String name) {
        broken = name;
    }

    public void forgetPolicy() {
        policyKnown = false;
    }

    public void brokersAway(String why) {
        trouble = Optional.of(why);
    }

    public void brokersBack() {
        trouble = Optional.empty();
    }

    public double count(String counter, String... tags) {
        return metrics.find(counter).tags(tags).counters().stream().mapToDouble(it -> it.count()).sum();
    }

    @Override
    public void close() {
        http.close();
        ingest.close();
    }

    private <V extends SpecificRecord> List<V> records(Topic<V> topic) {
        try (var deserializer = serdes.of(topic).deserializer()) {
            return log.history().stream().filter(record -> record.topic().equals(topic.name()))
                    .map(record -> deserializer.deserialize(topic.name(), record.value())).toList();
        }
    }

    private ServiceMapping mapping() {
        return new ServiceMapping() {
            @Override
            public boolean known() {
                return policyKnown;
            }

            @Override
            public String serviceKey(Alert alert) {
                if (alert.getName().equals(broken)) {
                    throw new IllegalStateException("a fault of ours");
                }
                return policy.map(it -> it.serviceKey(alert)).orElseGet(() -> alert.getLabels().getOrDefault("job",
                        alert
                                .getName()));
            }

            @Override
            public Optional<AlertMapping> mapping(String source) {
                return policy.flatMap(it -> it.mapping(source));
            }

            @Override
            public Optional<Reports> reports() {
                return policy.filter(_ -> policyKnown).map(CompiledPolicy::reports);
            }

            @Override
            public Optional<HeartbeatAlerts> heartbeat(String name) {
                return policy.flatMap(it -> it.heartbeats().named(name));
            }

            @Override
            public Optional<HeartbeatAlerts> beatenBy(Alert alert) {
                return policy.flatMap(known -> known.heartbeats().beatenBy(alert, it -> known.facts(it, known
                        .serviceKey(
                                it), clock.instant())));
            }
        };
    }
}
