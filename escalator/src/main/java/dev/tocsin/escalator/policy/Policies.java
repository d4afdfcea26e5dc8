package dev.tocsin.escalator.policy;

import java.util.Optional;

/** Source of policy versions. */
@FunctionalInterface
public interface Policies {

    /**
     * The version, or a replacement with a remark if it can never become available.
     *
     * @throws PolicyNotReadException
     *             if it has not been read yet; retry
     */
    PinnedPolicy version(int version);

    /** The newest version; empty if the source cannot tell. */
    default Optional<PinnedPolicy> newest() {
        return Optional.empty();
    }
}
