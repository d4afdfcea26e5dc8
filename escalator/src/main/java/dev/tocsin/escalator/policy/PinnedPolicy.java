package dev.tocsin.escalator.policy;

import java.util.Objects;
import java.util.Optional;

import dev.tocsin.policy.model.Policy;

/**
 * A policy with its version.
 *
 * @param version
 *            version of {@code policy}
 * @param remark
 *            why another version replaces the requested one
 */
public record PinnedPolicy(int version, Policy policy, Optional<String> remark) {

    public PinnedPolicy {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(remark, "remark");
    }

    /** The requested version. */
    public static PinnedPolicy of(int version, Policy policy) {
        return new PinnedPolicy(version, policy, Optional.empty());
    }

    /** Another version that replaces the requested one. */
    public static PinnedPolicy standIn(int wanted, int version, Policy policy) {
        return new PinnedPolicy(version, policy, Optional.of("policy version " + wanted
                + " is not available, so version " + version + " is used"));
    }
}
