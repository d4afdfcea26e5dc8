package dev.tocsin.policy.heartbeat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Policy;

/** The heartbeats of one policy. */
public final class Heartbeats {

    private final Map<String, HeartbeatAlerts> byName = new LinkedHashMap<>();

    /** Those that a policy declares. */
    public Heartbeats(Policy policy) {
        var label = policy.serviceLabels().stream().findFirst().orElse("service");
        policy.handling().heartbeats().forEach(heartbeat -> byName.put(heartbeat.name(), new HeartbeatAlerts(heartbeat,
                label)));
    }

    /** All of them. */
    public List<HeartbeatAlerts> all() {
        return List.copyOf(byName.values());
    }

    /** One, by name. */
    public Optional<HeartbeatAlerts> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The heartbeat of which an alert is a beat: it fires and the first {@code match} that holds is that one's. That it
     * resolves is no beat.
     *
     * @param facts
     *            of the alert; asked only if some heartbeat has a match
     */
    public Optional<HeartbeatAlerts> beatenBy(Alert alert, Function<Alert, AlertFacts> facts) {
        if (alert.getStatus() != AlertStatus.FIRING) {
            return Optional.empty();
        }
        return byName.values().stream().filter(it -> it.heartbeat().match().filter(when -> when.judge(facts.apply(
                alert)) instanceof Judgement.Yes).isPresent()).findFirst();
    }

    /** Id of the severity that a heartbeat declares for its alerts. */
    public Optional<String> severity(Alert alert) {
        return HeartbeatAlerts.nameIn(alert).flatMap(this::named).flatMap(it -> it.heartbeat().severity());
    }
}
