package dev.tocsin.policy.classify;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Aspect;
import dev.tocsin.policy.condition.Demand;

/**
 * Finds the rules that an alert may match without evaluating the others: each rule is indexed by one value that its
 * condition requires of the alert, the one that fewest other rules demand too. Rules that demand nothing are always judged.
 */
public final class RuleIndex {

    private static final BitSet NONE = new BitSet();

    private final Map<Aspect, Map<String, BitSet>> filed = new HashMap<>();
    private final BitSet always = new BitSet();

    /** An index of rules in their order. */
    public RuleIndex(List<RuleInForce> rules) {
        var popularity = new HashMap<Aspect, Map<String, Integer>>();
        for (var rule : rules) {
            for (var demand : rule.when().demands()) {
                var counts = popularity.computeIfAbsent(demand.aspect(), aspect -> new HashMap<>());
                demand.values().forEach(value -> counts.merge(value, 1, Integer::sum));
            }
        }
        for (int position = 0; position < rules.size(); position++) {
            file(position, rarest(rules.get(position).when().demands(), popularity));
        }
    }

    private static Optional<Demand> rarest(List<Demand> demands, Map<Aspect, Map<String, Integer>> popularity) {
        return demands.stream().min(Comparator.comparingInt(demand -> demand.values().stream()
                .mapToInt(value -> popularity.get(demand.aspect()).get(value)).sum()));
    }

    private void file(int position, Optional<Demand> demand) {
        if (demand.isEmpty()) {
            always.set(position);
            return;
        }
        var values = filed.computeIfAbsent(demand.get().aspect(), aspect -> new HashMap<>());
        demand.get().values().forEach(value -> values.computeIfAbsent(value, it -> new BitSet()).set(position));
    }

    /** Positions of the rules that an alert may match; a rule that is not among them does not match it. */
    public BitSet candidates(AlertFacts facts) {
        var candidates = (BitSet) always.clone();
        filed.forEach((aspect, values) -> candidates.or(values.getOrDefault(aspect.text(facts), NONE)));
        return candidates;
    }
}
