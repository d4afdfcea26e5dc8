package dev.tocsin.policy.emergency;

import java.time.Instant;

import dev.tocsin.event.Alert;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Emergency;

/**
 * Of which alerts alert-ingest pages by itself while Kafka is unavailable. Knows the alert alone: silences that people set,
 * inhibition and open incidents are on the log.
 */
public final class EmergencyRules {

    private final CompiledPolicy policy;
    private final Emergency emergency;

    /**
     * The rules of a policy.
     *
     * @param emergency
     *            that of the policy
     */
    public EmergencyRules(CompiledPolicy policy, Emergency emergency) {
        this.policy = policy;
        this.emergency = emergency;
    }

    /** Who is paged, how, and after how long. */
    public Emergency emergency() {
        return emergency;
    }

    /** The policy that they are of. */
    public CompiledPolicy policy() {
        return policy;
    }

    /** Whether an alert pages. It does where that cannot be said. */
    public boolean pages(Alert alert, Instant at) {
        var serviceKey = policy.serviceKey(alert);
        return emergency.match().map(condition -> !(condition.judge(policy.facts(alert, serviceKey,
                at)) instanceof Judgement.No)).orElseGet(() -> policy.classify(alert, serviceKey, at).severity()
                        .getRank() <= policy.policy().severities().getFirst().rank());
    }
}
