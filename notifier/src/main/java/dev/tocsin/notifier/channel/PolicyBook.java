package dev.tocsin.notifier.channel;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.policy.CompiledPolicy;

/** Policy versions from the policy feed. */
public interface PolicyBook {

    /** A version; waits for at most the given time until it is read. */
    Optional<CompiledPolicy> version(int version, Duration wait);

    /** The newest version. */
    CompiledPolicy current();
}
