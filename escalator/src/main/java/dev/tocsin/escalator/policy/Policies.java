package dev.tocsin.escalator.policy;

import java.util.Optional;

/** Where versions of the policy come from. */
@FunctionalInterface
public interface Policies {

    /**
     * The version; another one only where this one can never be had, and then it says so.
     *
     * @throws PolicyNotThereException
     *             when it is not there yet; ask again
     */
    PinnedPolicy version(int version);

    /** The newest version there is; empty where only those that are asked for by number can be had. */
    default Optional<PinnedPolicy> newest() {
        return Optional.empty();
    }
}
