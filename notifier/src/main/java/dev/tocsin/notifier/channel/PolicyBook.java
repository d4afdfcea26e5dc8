package dev.tocsin.notifier.channel;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.policy.CompiledPolicy;

/** The versions of the policy, as PolicyFeed has them. */
public interface PolicyBook {

    /** A version; waits at most so long when it is not read yet. */
    Optional<CompiledPolicy> version(int version, Duration wait);

    /** The newest version. */
    CompiledPolicy current();
}
