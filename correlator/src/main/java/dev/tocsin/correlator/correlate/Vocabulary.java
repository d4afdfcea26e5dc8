package dev.tocsin.correlator.correlate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.SeverityLevel;

/**
 * The names that a policy gives to what people may ask for.
 *
 * @param levels
 *            severities
 * @param roles
 *            roles that people take; empty: any
 * @param callable
 *            escalations and targets that can be called in
 */
public record Vocabulary(List<SeverityLevel> levels, List<String> roles, Set<String> callable) {

    public Vocabulary {
        levels = List.copyOf(levels);
        roles = List.copyOf(roles);
        callable = Set.copyOf(callable);
    }

    /** Of a policy. */
    public static Vocabulary of(Policy policy) {
        var callable = new TreeSet<>(policy.practice().escalations().keySet());
        callable.addAll(policy.targets().keySet());
        return new Vocabulary(policy.severities(), policy.practice().roles(), callable);
    }

    Optional<SeverityLevel> level(String asked) {
        return levels.stream().filter(each -> each.id().equalsIgnoreCase(asked)).findFirst();
    }

    Optional<String> role(String asked) {
        return roles.isEmpty()
                ? Optional.of(asked)
                : roles.stream().filter(each -> each.equalsIgnoreCase(asked)).findFirst();
    }

    Optional<String> callable(String asked) {
        return callable.contains(asked)
                ? Optional.of(asked)
                : callable.stream().filter(each -> each.equalsIgnoreCase(asked)).sorted().findFirst();
    }

    String callableNames() {
        return String.join(", ", new TreeSet<>(callable));
    }
}
