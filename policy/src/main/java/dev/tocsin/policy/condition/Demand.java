package dev.tocsin.policy.condition;

import java.util.Set;

/**
 * A value that a condition requires: one aspect of the alert has one of a few texts.
 *
 * @param values
 *            the texts; none: the condition never holds
 */
public record Demand(Aspect aspect, Set<String> values) {

    public Demand {
        values = Set.copyOf(values);
    }
}
