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

    /** One policy, whatever version is asked for. */
    static PolicyBook only(CompiledPolicy policy) {
        return new PolicyBook() {
            @Override
            public Optional<CompiledPolicy> version(int version, Duration wait) {
                return Optional.of(policy);
            }

            @Override
            public CompiledPolicy current() {
                return policy;
            }
        };
    }
}
