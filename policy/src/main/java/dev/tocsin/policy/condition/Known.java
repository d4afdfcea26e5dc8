package dev.tocsin.policy.condition;

import dev.cel.runtime.CelVariableResolver;

/** What a condition may know of what it is about. */
public interface Known extends CelVariableResolver {

    /** What a matcher compares: empty when absent. */
    String label(String name);
}
