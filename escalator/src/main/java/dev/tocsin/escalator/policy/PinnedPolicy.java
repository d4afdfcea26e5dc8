package dev.tocsin.escalator.policy;

import java.util.Objects;
import java.util.Optional;

import dev.tocsin.policy.model.Policy;

/**
 * A policy with its version.
 *
 * @param version
 *            version that {@code policy} is
 * @param remark
 *            what was wrong when another version had to stand in
 */
public record PinnedPolicy(int version, Policy policy, Optional<String> remark) {

    public PinnedPolicy {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(remark, "remark");
    }

    /** The version that was asked for. */
    public static PinnedPolicy of(int version, Policy policy) {
        return new PinnedPolicy(version, policy, Optional.empty());
    }

    /** Another version in its place. */
    public static PinnedPolicy standIn(int wanted, int version, Policy policy) {
        return new PinnedPolicy(version, policy, Optional.of("policy version " + wanted
                + " cannot be had, version " + version + " is used"));
    }
}
