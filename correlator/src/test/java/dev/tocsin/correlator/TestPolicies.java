package dev.tocsin.correlator;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;

/** Policies for tests of one step. */
public final class TestPolicies {

    private TestPolicies() {}

    /**
     * The policy of the tests.
     *
     * @param more
     *            further sections, each a line or more of YAML
     */
    public static CompiledPolicy policy(String... more) {
        return load(CorrelatorHarness.resource("policy.yml") + String.join("\n", more) + "\n");
    }

    /** The same with something else in the place of some of its text. */
    public static CompiledPolicy policyWith(String some, String other) {
        return load(CorrelatorHarness.resource("policy.yml").replace(some, other));
    }

    private static CompiledPolicy load(String text) {
        try {
            return PolicyLoader.load("policy.yml", text);
        } catch (PolicyErrors wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
