package dev.tocsin.correlator.incident.decision;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.model.Target;

/**
 * The names that a policy gives to what people may ask for.
 *
 * @param levels
 *            severities
 * @param roles
 *            roles that people take; empty: any
 * @param callable
 *            escalations, schedules and targets that can be called in
 * @param targets
 *            people and teams, and the addresses by which they are known elsewhere
 */
public record PolicyNames(List<SeverityLevel> levels, List<String> roles, Set<String> callable,
        List<Target> targets) {

    /** A name of its own goes before an address; an address is rather that of whom it is the only one. */
    private static final Comparator<Target> MOST_PERSONAL = Comparator.<Target>comparingInt(target -> target.addresses()
            .size()).thenComparing(Target::name);

    public PolicyNames {
        levels = List.copyOf(levels);
        roles = List.copyOf(roles);
        callable = Set.copyOf(callable);
        targets = List.copyOf(targets);
    }

    /** Of a policy. */
    public static PolicyNames of(Policy policy) {
        var callable = new TreeSet<>(policy.practice().escalations().keySet());
        callable.addAll(policy.targets().keySet());
        callable.addAll(policy.practice().schedules().keySet());
        return new PolicyNames(policy.severities(), policy.practice().roles(), callable, List.copyOf(policy.targets()
                .values()));
    }

    public Optional<SeverityLevel> level(String asked) {
        return levels.stream().filter(each -> each.id().equalsIgnoreCase(asked)).findFirst();
    }

    public Optional<String> role(String asked) {
        return roles.isEmpty()
                ? Optional.of(asked)
                : roles.stream().filter(each -> each.equalsIgnoreCase(asked)).findFirst();
    }

    public Optional<String> callable(String asked) {
        return callable.contains(asked)
                ? Optional.of(asked)
                : callable.stream().filter(each -> each.equalsIgnoreCase(asked)).sorted().findFirst();
    }

    /**
     * Whom a name means, the same for all ways in which somebody is named: the target of that name, else the one that has it
     * as an address, else the name itself; in lower case.
     */
    public String person(String name) {
        return targets.stream().filter(target -> target.name().equalsIgnoreCase(name)).findFirst()
                .or(() -> targets.stream().filter(target -> isAddressOf(target, name)).min(MOST_PERSONAL))
                .map(Target::name).orElse(name).toLowerCase(Locale.ROOT);
    }

    private static boolean isAddressOf(Target target, String name) {
        return target.addresses().stream().anyMatch(each -> each.address().equalsIgnoreCase(name));
    }

    public String callableNames() {
        return String.join(", ", new TreeSet<>(callable));
    }
}
