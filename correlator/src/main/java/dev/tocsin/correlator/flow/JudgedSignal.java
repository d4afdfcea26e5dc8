package dev.tocsin.correlator.flow;

import java.util.Objects;
import java.util.Optional;

import dev.tocsin.correlator.decision.DecisionTrail;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Classification;

/**
 * A signal with the results of the steps it has passed.
 *
 * @param signal
 *            as it lies in the log
 * @param policy
 *            the policy it is decided by, the same in all steps
 * @param alert
 *            what the delivery does to its alert; empty for what is not an alert
 * @param classification
 *            what the policy makes of it; empty for what is not a firing alert
 * @param trail
 *            where each step says what it decided
 */
public record JudgedSignal(Signal signal, CompiledPolicy policy, Optional<AppliedAlert> alert,
        Optional<Classification> classification, DecisionTrail trail) {

    public JudgedSignal {
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(alert, "alert");
        Objects.requireNonNull(classification, "classification");
        Objects.requireNonNull(trail, "trail");
    }

    /** A signal that no step has judged yet. */
    public static JudgedSignal under(CompiledPolicy policy, Signal signal) {
        return new JudgedSignal(signal, policy, Optional.empty(), Optional.empty(), DecisionTrail.of(signal));
    }

    /**
     * A signal that was made of this one, which no step has judged yet; with the same id, it is this one in another form.
     */
    public JudgedSignal on(Signal made) {
        return new JudgedSignal(made, policy, Optional.empty(), Optional.empty(), trail.on(made));
    }

    /** The same in another form, such as firing where it was delivered as over; nothing is known of that yet. */
    public JudgedSignal as(Signal form) {
        return new JudgedSignal(form, policy, Optional.empty(), Optional.empty(), trail);
    }

    /** The same with what it does to its alert. */
    public JudgedSignal applied(AppliedAlert made) {
        return new JudgedSignal(signal, policy, Optional.of(made), classification, trail);
    }

    /** The same with what the policy makes of it. */
    public JudgedSignal classified(Classification made) {
        return new JudgedSignal(signal, policy, alert, Optional.of(made), trail);
    }
}
