package dev.tocsin.policy.suppress;

import java.util.List;

import dev.tocsin.policy.condition.AlertFacts;
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
 *            labels that both must have the same, by name or as {@code labels.name}; an absent one is empty
 * @param alongDependencies
 *            whether the target's service must need the source's, directly or through others
 */
public record Inhibition(String id, Condition source, Condition target, List<String> equal,
        boolean alongDependencies) {

    public Inhibition {
        equal = List.copyOf(equal);
    }

    /** What an alert has of the labels that both must have the same, in their order. */
    public List<String> shared(AlertFacts facts) {
        return equal.stream().map(label -> value(label, facts)).toList();
    }

    /**
     * What an alert has of one of them. {@code labels.service} is the label alone; {@code service} and {@code alertname} are
     * known even without such a label.
     */
    public static String value(String label, AlertFacts facts) {
        return label.startsWith("labels.") ? facts.text(label) : facts.label(label);
    }
}
