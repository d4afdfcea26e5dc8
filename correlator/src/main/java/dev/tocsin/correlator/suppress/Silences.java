package dev.tocsin.correlator.suppress;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.suppress.Silence;
import dev.tocsin.policy.suppress.SilenceReading;
import dev.tocsin.state.HeldBy;

/** The silences of the policy, and those that were set in the log; the latter are compiled once for each policy. */
final class Silences {

    private final Map<String, SilenceSet> logged = new TreeMap<>();
    private final Map<String, Silence> ready = new TreeMap<>();
    private Optional<CompiledPolicy> compiledBy = Optional.empty();

    void clear() {
        logged.clear();
        ready.clear();
        compiledBy = Optional.empty();
    }

    /** Takes in a silence in the place of the one of the same id. One that cannot be judged hides nothing. */
    void take(SilenceSet set) {
        logged.put(set.getSilenceId(), set);
        compiledBy.ifPresent(policy -> compile(set, policy));
    }

    void forget(String id) {
        logged.remove(id);
        ready.remove(id);
    }

    /** Those that were set in the log, by id. */
    Collection<SilenceSet> logged() {
        return List.copyOf(logged.values());
    }

    boolean isIdle(CompiledPolicy policy) {
        return logged.isEmpty() && policy.policy().handling().silences().isEmpty();
    }

    Optional<HeldBy> judge(AlertFacts facts, CompiledPolicy policy) {
        return isIdle(policy)
                ? Optional.empty()
                : all(policy).filter(silence -> silence.hides(facts)).findFirst()
                        .map(silence -> heldBy(silence, facts.at()));
    }

    Optional<Instant> nextChange(CompiledPolicy policy, Instant after) {
        return all(policy).flatMap(silence -> silence.nextChange(after).stream()).min(Instant::compareTo);
    }

    private Stream<Silence> all(CompiledPolicy policy) {
        return Stream.of(policy.policy().handling().silences(), under(policy)).flatMap(Collection::stream);
    }

    private Collection<Silence> under(CompiledPolicy policy) {
        if (compiledBy.filter(policy::equals).isEmpty()) {
            compiledBy = Optional.of(policy);
            ready.clear();
            logged.values().forEach(set -> compile(set, policy));
        }
        return ready.values();
    }

    private void compile(SilenceSet set, CompiledPolicy policy) {
        ready.remove(set.getSilenceId());
        if (policy.silence(set) instanceof SilenceReading.Ready(var silence)) {
            ready.put(silence.id(), silence);
        }
    }

    private static HeldBy heldBy(Silence silence, Instant now) {
        var maintenance = silence.kind() == SilenceKind.MAINTENANCE;
        var until = silence.nextChange(now);
        return HeldBy.newBuilder().setKind(maintenance ? "maintenance" : "silence").setId(silence.id())
                .setReason((maintenance ? "maintenance " : "silence ") + silence.id() + " of " + silence.author() + ": "
                        + silence.reason())
                .setUntil(until.orElse(null)).build();
    }
}
