package dev.tocsin.ingest.publish;

import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Change;
import dev.tocsin.ingest.format.Mappings;
import dev.tocsin.policy.heartbeat.HeartbeatAlerts;
import dev.tocsin.policy.mapping.AlertMapping;

/** Which service an alert or a change is about, by the policy. */
public interface ServiceMapping extends Mappings {

    /** Whether the policy is known; before that a key could be a wrong one. */
    boolean known();

    /** The service key, never empty. */
    String serviceKey(Alert alert);

    /** A heartbeat that the policy declares, by name. */
    default Optional<HeartbeatAlerts> heartbeat(String name) {
        return Optional.empty();
    }

    /** The heartbeat of which a firing alert is a beat, if it is one. */
    default Optional<HeartbeatAlerts> beatenBy(Alert alert) {
        return Optional.empty();
    }

    @Override
    default Optional<AlertMapping> mapping(String source) {
        return Optional.empty();
    }

    /** The service key of a change: what an alert with the same labels would get. */
    default String serviceKey(Change change) {
        return serviceKey(Alert.newBuilder().setIdentity("").setSource(change.getSource()).setFormat("").setStatus(
                AlertStatus.UNKNOWN).setName(change.getLabels().getOrDefault("service", "")).setSummary(change
                        .getSummary()).setLabels(change.getLabels()).setStartsAt(change.getChangedAt()).setReceivedId(
                                "")
                .build());
    }
}
