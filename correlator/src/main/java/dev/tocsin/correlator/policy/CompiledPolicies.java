package dev.tocsin.correlator.policy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.tocsin.correlator.state.Rows;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;

/** Policies that were compiled in this process, so that twelve partitions compile one version once. */
public final class CompiledPolicies {

    /** The one key of the store. */
    static final String ACTIVE = "active";

    private static final int KEPT = 32;

    private final Map<Key, Compiled> compiled = new ConcurrentHashMap<>();

    /** The version compiled, or why it cannot be. */
    public Compiled of(PolicyVersion version) {
        if (compiled.size() > KEPT) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(new Key(version.getName(), version.getVersion(), version.getSha256()),
                _ -> compile(version));
    }

    /**
     * The policy that a partition decides by: the one that is stored, else the one that is built in.
     *
     * @throws IllegalStateException
     *             when the stored one is not understood. It was compiled when it was stored; that it cannot be now means an
     *             older program, which must not go on by another
     */
    public CompiledPolicy active(Rows<PolicyVersion> store) {
        var version = Optional.ofNullable(store.get(ACTIVE)).orElseGet(PolicyLoader::builtIn);
        var made = of(version);
        return made.policy().orElseThrow(() -> new IllegalStateException("policy " + version.getName() + " version "
                + version.getVersion() + ", which is active in this partition, cannot be read: " + made.problem()));
    }

    private static Compiled compile(PolicyVersion version) {
        try {
            return new Compiled(Optional.of(PolicyLoader.load(version)), "");
        } catch (PolicyErrors errors) {
            return new Compiled(Optional.empty(), errors.errors().stream().map(Object::toString)
                    .collect(Collectors.joining("; ")));
        }
    }

    /**
     * What came of a version.
     *
     * @param policy
     *            the policy, if it could be compiled
     * @param problem
     *            why not, else empty
     */
    public record Compiled(Optional<CompiledPolicy> policy, String problem) {}

    private record Key(String name, int version, String sha256) {}
}
