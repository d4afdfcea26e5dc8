package dev.tocsin.escalator.ladder;

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
}
