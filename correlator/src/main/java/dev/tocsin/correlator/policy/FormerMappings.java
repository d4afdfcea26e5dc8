package dev.tocsin.correlator.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.tocsin.correlator.state.Rows;
import dev.tocsin.event.Alert;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.CompiledPolicy;

/**
 * Former policies with a different service mapping, as rows {@code policy} under {@code former/<millis of the log time until
 * which it was in force>}. What began to fire under one of them lies in the log of the service that it gave.
 */
public final class FormerMappings {

    /** What fires longer than this is not looked for where it began. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** Only the latest ones are remembered. */
    static final int MOST = 3;

    private static final String PREFIX = "former/";
    private static final int DIGITS = 15;

    private final Rows<PolicyVersion> store;
    private final CompiledPolicies policies;
    private List<Former> formers = List.of();

    /** Over the rows {@code policy}. */
    public FormerMappings(Rows<PolicyVersion> store, CompiledPolicies policies) {
        this.store = store;
        this.policies = policies;
        load();
    }

    private record Former(Instant until, CompiledPolicy policy) {}

    /** Reads anew what is stored; what this version does not understand is passed over. */
    public void load() {
        var found = new ArrayList<Former>();
        try (var rows = store.range(PREFIX, PREFIX + Character.MAX_VALUE)) {
            rows.forEachRemaining(row -> policies.of(row.value).policy().ifPresent(policy -> found.addFirst(new Former(
                    Instant.ofEpochMilli(Long.parseLong(row.key.substring(PREFIX.length()))), policy))));
        }
        formers = List.copyOf(found);
    }

    /** Remembers a policy that is replaced by one that maps alerts to services in another way, and forgets the oldest. */
    public void replaced(PolicyVersion before, CompiledPolicy was, CompiledPolicy is, Instant now) {
        if (mapping(was).equals(mapping(is))) {
            return;
        }
        store.put(key(now), before);
        load();
        formers.stream().skip(MOST).forEach(old -> store.delete(key(old.until())));
        formers.stream().filter(former -> !isRecent(former, now)).forEach(old -> store.delete(key(old.until())));
        load();
    }

    /** What gives alerts their service keys: labels, and which services share a log. */
    private static Mapping mapping(CompiledPolicy policy) {
        var systems = new TreeMap<String, String>();
        policy.policy().handling().services().nodes().forEach((service, node) -> node.system().ifPresent(
                system -> systems.put(service, system)));
        return new Mapping(policy.policy().serviceLabels(), systems);
    }

    private record Mapping(List<String> labels, Map<String, String> systems) {}

    /**
     * The service keys under which an alert may lie by another mapping, the present one first; without its own. None where
     * no mapping gave it its own key: a storm has a log of its own.
     */
    public Set<String> keys(Alert alert, CompiledPolicy present, String own, Instant now) {
        var keys = new LinkedHashSet<>(List.of(present.serviceKey(alert)));
        formers.stream().filter(former -> isRecent(former, now)).forEach(former -> keys.add(former.policy().serviceKey(
                alert)));
        return keys.remove(own) ? keys : Set.of();
    }

    public boolean isEmpty() {
        return formers.isEmpty();
    }

    private static boolean isRecent(Former former, Instant now) {
        return !now.isAfter(former.until().plus(KEPT));
    }

    private static String key(Instant until) {
        return PREFIX + String.format(Locale.ROOT, "%0" + DIGITS + "d", until.toEpochMilli());
    }
}
