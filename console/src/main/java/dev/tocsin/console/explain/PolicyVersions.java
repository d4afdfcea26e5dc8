package dev.tocsin.console.explain;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.policy.CompiledPolicy;

/** The published policy versions. */
public interface PolicyVersions {

    /** A version; 0 is the built-in policy. Empty if it does not exist or can no longer be loaded. */
    Optional<CompiledPolicy> version(int number);

    /** The version that was in force at a time, by its time of publication; the built-in policy before the first one. */
    CompiledPolicy inForceAt(Instant at);
}
