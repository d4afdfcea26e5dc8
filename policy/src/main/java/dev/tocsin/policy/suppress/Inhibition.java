package dev.tocsin.policy.suppress;

import java.util.List;

import dev.tocsin.policy.condition.Condition;

/**
 * An inhibition: suppresses target alerts while a source alert fires.
 *
 * @param id
 *            its name
 * @param source
 *            which alerts make others needless
 * @param target
 *            which alerts are needless then
 * @param equal
 *            labels that both must have the same; an absent one is empty
 * @param alongDependencies
 *            whether the target's service must need the source's, directly or through others
 */
public record Inhibition(String id, Condition source, Condition target, List<String> equal,
        boolean alongDependencies) {

    public Inhibition {
        equal = List.copyOf(equal);
    }
}
