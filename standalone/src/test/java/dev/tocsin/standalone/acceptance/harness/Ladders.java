package dev.tocsin.standalone.acceptance.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Snapshots of incidents for an escalator without a correlator: each climbs the same ladder, whose rungs lie equally far
 * apart and have a target each, so that a page is known by its incident and its target.
 */
public final class Ladders implements AutoCloseable {

    private final Duration step;
    private final int rungs;
    private final KafkaProducer<String, Incident> producer;
    private final List<Incident> written = new ArrayList<>();

    /**
     * @param step
     *            time between two rungs; the first is due at once
     */
    public Ladders(ServiceFleet fleet, Duration step, int rungs) {
        this.step = step;
        this.rungs = rungs;
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", fleet.bootstrapServers(), "linger.ms", 5),
                new StringSerializer(), new EventSerdes(Map.of("schema.registry.url", fleet.registryUrl()))
                        .of(Topics.INCIDENTS).serializer());
    }

    /** The policy that they climb by. */
    public String policy() {
        var text = new StringBuilder("""
                policy: acceptance
                severities:
                  - {id: SEV1, title: Critical, ladder: climb, quiet: 1h, reopen: 1h}
                fallback: {severity: SEV1}
                ladders:
                  climb:
                    steps:
                """);
        IntStream.range(0, rungs).forEach(rung -> text.append("      - {after: ").append(step.multipliedBy(rung)
                .toSeconds()).append("s, notify: [").append(target(rung)).append("]}\n"));
        text.append("targets:\n");
        IntStream.range(0, rungs).forEach(rung -> text.append("  ").append(target(rung))
                .append(": [{channel: hook, address: ").append(target(rung)).append("}]\n"));
        return text.append("channels:\n  hook: {type: webhook, url: 'http://127.0.0.1:9/'}\n").toString();
    }

    /** Opens one more incident now. */
    public Incident open(String id) {
        var now = Instant.now();
        return write(Incident.newBuilder().setId(id).setRevision(1).setServiceKey(id).setCorrelationKey(id)
                .setState(IncidentState.OPEN).setRound(1).setTitle("It is down").setSeverity(new Severity("SEV1", 1))
                .setService("shop").setLadder("climb").setPolicyName("acceptance").setPolicyVersion(1)
                .setRuleId("down").setRuleReason("because").setAlertsTotal(1).setAlertsFiring(1).setOpenedAt(now)
                .setRoundStartedAt(now).setUpdatedAt(now).setAcknowledgedBy("").setMitigatedBy("").setResolvedBy("")
                .build());
    }

    /** Somebody takes it now: the rungs that are still to come are not called. */
    public Incident acknowledge(Incident incident) {
        var now = Instant.now();
        return write(Incident.newBuilder(incident).setRevision(incident.getRevision() + 1).setUpdatedAt(now)
                .setState(IncidentState.ACKNOWLEDGED).setAcknowledgedAt(now).setAcknowledgedBy("alice").build());
    }

    /** All snapshots that were written, in their order. */
    public List<Incident> written() {
        return List.copyOf(written);
    }

    /** When a page is due. */
    public Instant dueAt(Incident incident, int rung) {
        return incident.getRoundStartedAt().plus(step.multipliedBy(rung));
    }

    /** Name of a rung's target; rungs count from 0. */
    public static String target(int rung) {
        return "rung" + rung;
    }

    /** Waits until everything is on disk. */
    public void flush() {
        producer.flush();
    }

    private Incident write(Incident snapshot) {
        var _ = producer.send(new ProducerRecord<>(Topics.INCIDENTS.name(), null, snapshot.getUpdatedAt()
                .toEpochMilli(), snapshot.getId(), snapshot));
        written.add(snapshot);
        return snapshot;
    }

    @Override
    public void close() {
        producer.close();
    }
}
