package dev.tocsin.standalone.acceptance.harness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes alerts straight into the log, evenly over time, all different: as many senders at once would through ingest. */
public final class Flood {

    private static final Duration TICK = Duration.ofMillis(10);

    private final String source;
    private final String prefix;
    private final String bootstrapServers;
    private final EventSerdes serdes;
    private final int services;
    private final Map<Integer, String> severe;
    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    /**
     * A flood.
     *
     * @param source
     *            of its alerts
     * @param prefix
     *            of the names of its services, which are numbered
     * @param services
     *            over how many services it goes
     * @param severe
     *            services of the alerts that are critical, by the number of the alert
     */
    public Flood(String source, String prefix, Pipeline pipeline, int services, Map<Integer, String> severe) {
        this.source = source;
        this.prefix = prefix;
        this.bootstrapServers = pipeline.bootstrapServers();
        this.serdes = new EventSerdes(Map.of("schema.registry.url", pipeline.registryUrl()));
        this.services = services;
        this.severe = Map.copyOf(severe);
    }

    /** Writes so many alerts, so many a second; returns how long it took. */
    public Duration write(int alerts, int perSecond) {
        var failure = new AtomicReference<Exception>();
        var clock = Clock.systemUTC();
        var began = clock.instant();
        try (var producer = new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", bootstrapServers,
                "linger.ms", 5, "enable.idempotence", true), new StringSerializer(), serdes.of(Topics.SIGNALS)
                        .serializer())) {
            for (var number = 0; number < alerts; number++) {
                var due = began.plusNanos(1_000_000_000L * number / perSecond);
                while (clock.instant().isBefore(due)) {
                    LockSupport.parkNanos(TICK.toNanos());
                }
                var signal = signal(number, clock.instant());
                var isSevere = severe.containsKey(number);
                producer.send(new ProducerRecord<>(Topics.SIGNALS.name(), signal.getServiceKey(), signal),
                        (metadata, problem) -> {
                            if (problem != null) {
                                failure.set(problem);
                            } else if (isSevere) {
                                written.put(signal.getServiceKey(), Instant.ofEpochMilli(metadata.timestamp()));
                            }
                        });
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("an alert could not be written", failure.get());
        }
        return Duration.between(began, clock.instant());
    }

    /** When the critical alerts were written, by the log's time, by service. */
    public Map<String, Instant> severeWritten() {
        return Map.copyOf(written);
    }

    private Signal signal(int number, Instant now) {
        var service = severe.getOrDefault(number, prefix + number % services);
        var name = severe.containsKey(number) ? "Down" : "HighLatency";
        var severity = severe.containsKey(number) ? "critical" : "warning";
        var alert = Alert.newBuilder().setIdentity(source + ":" + number).setSource(source).setFormat("alertmanager")
                .setStatus(AlertStatus.FIRING).setName(name).setSummary(name + " on node " + number + " of " + service)
                .setLabels(Map.of("alertname", name, "service", service, "severity", severity, "instance", "node-"
                        + number))
                .setStartsAt(now).setReceivedId("").build();
        return Signal.newBuilder().setId(source + "-" + number).setServiceKey(service).setReceivedAt(now).setBody(alert)
                .build();
    }
}
