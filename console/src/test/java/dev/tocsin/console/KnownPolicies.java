package dev.tocsin.console;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.console.explain.PolicyVersions;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;

/** Policy versions that a test published; the built-in one before. */
public final class KnownPolicies implements PolicyVersions {

    private final Map<Integer, CompiledPolicy> versions = new TreeMap<>();
    private final Map<Integer, Instant> published = new TreeMap<>();

    public KnownPolicies() {
        add(PolicyLoader.builtIn());
    }

    /** Publishes a version. */
    public void add(PolicyVersion version) {
        try {
            versions.put(version.getVersion(), PolicyLoader.load(version));
            published.put(version.getVersion(), version.getPublishedAt());
        } catch (PolicyErrors wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @Override
    public Optional<CompiledPolicy> version(int number) {
        return Optional.ofNullable(versions.get(number));
    }

    @Override
    public CompiledPolicy inForceAt(Instant at) {
        return versions.values().stream().filter(version -> !published.get(version.version()).isAfter(at)).reduce((_,
                later) -> later).orElseThrow();
    }
}
