package dev.tocsin.correlator.suppress;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.Bulletin;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.suppress.Inhibition;
import dev.tocsin.state.HeldBy;

/** Index of the inhibiting alerts that fire, by rule and shared labels. */
final class Inhibitors {

    private final Map<String, Bulletin> firing = new TreeMap<>();
    private final Map<Shared, Map<String, Map<String, Bulletin>>> index = new HashMap<>();
    private Optional<CompiledPolicy> indexedBy = Optional.empty();

    /** A rule and the values of the labels that source and target must have the same. */
    private record Shared(String rule, List<String> values) {}

    void clear() {
        firing.clear();
        index.clear();
        indexedBy = Optional.empty();
    }

    Optional<Bulletin> get(String identity) {
        return Optional.ofNullable(firing.get(identity));
    }

    /** Takes in an alert that inhibits, in the place of what was known of it. */
    void take(Bulletin source) {
        forget(source.getSubject());
        firing.put(source.getSubject(), source);
        addToIndex(source);
    }

    void forget(String identity) {
        get(identity).ifPresent(this::removeFromIndex);
        firing.remove(identity);
    }

    boolean isIdle(CompiledPolicy policy) {
        return firing.isEmpty() || policy.policy().handling().inhibitions().isEmpty();
    }

    Optional<HeldBy> judge(AlertFacts facts, CompiledPolicy policy) {
        if (isIdle(policy)) {
            return Optional.empty();
        }
        under(policy);
        return policy.policy().handling().inhibitions().stream()
                .flatMap(rule -> inhibitor(rule, facts, policy).map(source -> heldBy(rule, source)).stream())
                .findFirst();
    }

    /** The first source of a rule that makes a target needless. What matches both sides does not inhibit its like. */
    private Optional<Bulletin> inhibitor(Inhibition rule, AlertFacts facts, CompiledPolicy policy) {
        if (!(rule.target().judge(facts) instanceof Judgement.Yes)) {
            return Optional.empty();
        }
        var sources = index.get(new Shared(rule.id(), rule.shared(facts)));
        if (sources == null) {
            return Optional.empty();
        }
        var bothSides = rule.source().judge(facts) instanceof Judgement.Yes;
        var services = policy.policy().handling().services();
        return sources.entrySet().stream()
                .filter(entry -> !rule.alongDependencies() || services.needs(facts.service(), entry.getKey()))
                .flatMap(entry -> entry.getValue().values().stream())
                .filter(source -> !source.getSubject().equals(facts.alert().getIdentity()))
                .filter(source -> !bothSides || !SourceBulletins.isTarget(source, rule)).findFirst();
    }

    private void under(CompiledPolicy policy) {
        if (indexedBy.filter(policy::equals).isEmpty()) {
            indexedBy = Optional.of(policy);
            index.clear();
            firing.values().forEach(this::addToIndex);
        }
    }

    private void addToIndex(Bulletin source) {
        for (var rule : rulesOf(source)) {
            index.computeIfAbsent(shared(rule, source), _ -> new TreeMap<>())
                    .computeIfAbsent(source.getService(), _ -> new TreeMap<>()).put(source.getSubject(), source);
        }
    }

    private void removeFromIndex(Bulletin source) {
        for (var rule : rulesOf(source)) {
            index.computeIfPresent(shared(rule, source), (_, services) -> {
                services.computeIfPresent(source.getService(), (_, sources) -> {
                    sources.remove(source.getSubject());
                    return sources.isEmpty() ? null : sources;
                });
                return services.isEmpty() ? null : services;
            });
        }
    }

    private List<Inhibition> rulesOf(Bulletin source) {
        return indexedBy.stream().flatMap(policy -> policy.policy().handling().inhibitions().stream())
                .filter(rule -> source.getDetails().containsKey(rule.id())).toList();
    }

    private static Shared shared(Inhibition rule, Bulletin source) {
        return new Shared(rule.id(), rule.equal().stream().map(label -> source.getLabels().getOrDefault(label, ""))
                .toList());
    }

    private static HeldBy heldBy(Inhibition rule, Bulletin source) {
        return HeldBy.newBuilder().setKind("inhibition").setId(rule.id()).setSource(source.getSubject())
                .setReason("inhibition " + rule.id() + ": inhibited by '" + source.getSummary() + "' of "
                        + source.getService())
                .setUntil(null).build();
    }
}
