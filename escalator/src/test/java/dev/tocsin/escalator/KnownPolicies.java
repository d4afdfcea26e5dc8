package dev.tocsin.escalator;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.policy.model.Policy;

/** Versions of a policy as a test has them; more may be put in later. */
public record KnownPolicies(Map<Integer, Policy> versions) implements Policies {

    @Override
    public PinnedPolicy version(int version) {
        return PinnedPolicy.of(version, versions.get(version));
    }

    @Override
    public Optional<PinnedPolicy> newest() {
        return Optional.of(version(Collections.max(versions.keySet())));
    }
}
