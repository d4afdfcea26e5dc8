package dev.tocsin.correlator.suppress;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tocsin.correlator.state.Rows;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.Facts;
import dev.tocsin.policy.suppress.Silence;
import dev.tocsin.policy.suppress.SilenceReading;
import dev.tocsin.state.HeldBy;

/** The silences of the policy, and those that were set in the log; the latter are compiled once for each policy. */
final class Silences {

    /** A silence that was over for so long is removed when another one is set. */
    static final Duration KEPT = Duration.ofDays(1);

    private final Map<String, SilenceSet> logged = new TreeMap<>();
    private final Map<String, Silence> ready = new TreeMap<>();
    private final Map<String, String> problems = new HashMap<>();
    private Rows<SilenceSet> rows;
    private Optional<CompiledPolicy> compiledBy = Optional.empty();

    void load(Rows<SilenceSet> store) {
        rows = store;
        logged.clear();
        ready.clear();
        problems.clear();
        compiledBy = Optional.empty();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> logged.put(entry.key, entry.value));
        }
    }

    /**
     * Takes in a silence in the place of the one of the same id.
     *
     * @return what is wrong with it, if it cannot be judged; it hides nothing then
     */
    Optional<String> set(SilenceSet set, CompiledPolicy policy, Instant now) {
        List.copyOf(logged.values()).stream().filter(each -> each.getEndsAt().plus(KEPT).isBefore(now))
                .forEach(each -> remove(each.getSilenceId()));
        logged.put(set.getSilenceId(), set);
        rows.put(set.getSilenceId(), set);
        under(policy);
        compile(set, policy);
        return Optional.ofNullable(problems.get(set.getSilenceId()));
    }

    private void remove(String id) {
        logged.remove(id);
        ready.remove(id);
        problems.remove(id);
        rows.delete(id);
    }

    boolean isIdle(CompiledPolicy policy) {
        return logged.isEmpty() && policy.policy().handling().silences().isEmpty();
    }

    Optional<HeldBy> judge(Facts facts, CompiledPolicy policy) {
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
            problems.clear();
            logged.values().forEach(set -> compile(set, policy));
        }
        return ready.values();
    }

    private void compile(SilenceSet set, CompiledPolicy policy) {
        ready.remove(set.getSilenceId());
        problems.remove(set.getSilenceId());
        switch (policy.silence(set)) {
            case SilenceReading.Ready(var silence) -> ready.put(silence.id(), silence);
            case SilenceReading.Broken(var id, var why) -> problems.put(id, why);
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
