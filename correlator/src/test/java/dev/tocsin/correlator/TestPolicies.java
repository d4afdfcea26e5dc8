package dev.tocsin.correlator;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyErrors;
import dev.tocsin.policy.PolicyLoader;

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
        try {
            return PolicyLoader.load("policy.yml", CorrelatorHarness.resource("policy.yml") + String.join("\n", more)
                    + "\n");
        } catch (PolicyErrors wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
