package dev.tocsin.correlator.storm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.correlator.bulletin.StormBulletin;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.StormRule;
import dev.tocsin.state.StormRow;

/** The alert that stands for a storm: it goes through the log like any other, and so does its incident. */
public final class StormAlerts {

    private static final String FORMAT = "storm";
    private static final String SOURCE = "tocsin";

    private StormAlerts() {}

    /** Whether an alert stands for a storm. No source can send one: it is the format that ingest gives to none. */
    public static boolean isStorm(Alert alert) {
        return alert.getFormat().equals(FORMAT);
    }

    /** What the policy makes of an alert that stands for a storm; empty when it is of a rule that the policy has no more. */
    public static Optional<Classification> classify(Alert alert, String serviceKey, CompiledPolicy policy,
            Instant now) {
        return StormBulletin.stormOf(serviceKey).flatMap(id -> rule(id, policy))
                .map(rule -> policy.stormClassification(rule, alert, serviceKey, now));
    }

    /** The storm rule of the policy that a storm is of. */
    static Optional<StormRule> rule(String stormId, CompiledPolicy policy) {
        return policy.policy().handling().storms().stream().filter(rule -> stormId.startsWith(rule.id() + "/"))
                .findFirst();
    }

    static Signal of(StormRow row, AlertStatus status, DecisionContext occasion) {
        var id = row.getStormId();
        var alert = Alert.newBuilder().setIdentity(SOURCE + ":storm/" + id).setSource(SOURCE).setFormat(FORMAT)
                .setStatus(status).setName("Storm").setSummary(row.getTitle()).setDescription(row.getSummary())
                .setLabels(Map.of("alertname", "Storm", "storm", id))
                .setStartsAt(row.getBeganAt().orElse(occasion.now()))
                .setEndsAt(status == AlertStatus.RESOLVED ? occasion.now() : null).setReceivedId("").build();
        return Signal.newBuilder().setId(occasion.signalId() + "/" + status + "/" + id)
                .setServiceKey(StormBulletin.serviceKey(id)).setReceivedAt(occasion.now()).setBody(alert).build();
    }
}
