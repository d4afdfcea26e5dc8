package dev.tocsin.correlator.suppress;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.correlator.state.Rows;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.state.HeldBy;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * The silences, maintenance windows and inhibiting alerts that one partition knows of. The suppress step changes it, other
 * steps of the same task read it.
 */
public final class Suppressors {

    private final Silences silences = new Silences();
    private final Inhibitors inhibitors = new Inhibitors();

    Suppressors() {}

    /** Those of the task; up to date whenever a signal is processed. The step must have the store {@code suppressors}. */
    public static Suppressors of(ProcessorContext<?, ?> context) {
        return ((SuppressorsStore) context.getStateStore(SuppressorsStore.NAME)).suppressors();
    }

    /**
     * What holds an alert back at the moment of the facts; the first of the policy's silences, the logged ones, inhibitions.
     */
    public Optional<HeldBy> judge(AlertFacts facts, CompiledPolicy policy) {
        return silences.judge(facts, policy).or(() -> inhibitors.judge(facts, policy));
    }

    /** Whether nothing can hold any alert back now, so that nobody needs to ask. */
    public boolean isIdle(CompiledPolicy policy) {
        return silences.isIdle(policy) && inhibitors.isIdle(policy);
    }

    /** When the next silence or window begins or ends by itself after a moment. */
    public Optional<Instant> nextChange(CompiledPolicy policy, Instant after) {
        return silences.nextChange(policy, after);
    }

    /** Whether there is nothing that alerts are judged by: no silence, and no inhibition in the policy. */
    boolean isEmpty(CompiledPolicy policy) {
        return silences.isIdle(policy) && policy.policy().handling().inhibitions().isEmpty();
    }

    void load(Rows<SilenceSet> silenceRows, Rows<Bulletin> inhibitorRows) {
        silences.clear();
        inhibitors.clear();
        try (var all = silenceRows.all()) {
            all.forEachRemaining(entry -> silences.take(entry.value));
        }
        try (var all = inhibitorRows.all()) {
            all.forEachRemaining(entry -> inhibitors.take(entry.value));
        }
    }

    Silences silences() {
        return silences;
    }

    Inhibitors inhibitors() {
        return inhibitors;
    }
}
