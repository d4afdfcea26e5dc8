package dev.tocsin.policy.condition;

import dev.cel.runtime.CelVariableResolver;

/** The variables of a condition. */
public interface Known extends CelVariableResolver {

    /** What a matcher compares: empty when absent. */
    String label(String name);
}
