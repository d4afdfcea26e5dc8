package dev.tocsin.policy.condition;

import java.util.Set;

/**
 * What a condition cannot hold without: one aspect of the alert has one of a few texts.
 *
 * @param values
 *            the texts; none: the condition never holds
 */
public record Demand(Aspect aspect, Set<String> values) {

    public Demand {
        values = Set.copyOf(values);
    }
}
