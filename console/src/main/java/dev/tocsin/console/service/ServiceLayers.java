package dev.tocsin.console.service;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.tocsin.policy.model.ServiceGraph;

/** Places services in layers: each below the services that depend on it. Of a cycle, the dependency that closes it is ignored. */
final class ServiceLayers {

    private final Map<String, Set<String>> dependents = new HashMap<>();
    private final Map<String, Integer> layers = new HashMap<>();
    private final Set<String> path = new HashSet<>();

    private ServiceLayers(ServiceGraph graph) {
        new TreeMap<>(graph.nodes()).forEach((service, node) -> node.dependsOn().forEach(needed -> dependents
                .computeIfAbsent(needed, _ -> new TreeSet<>()).add(service)));
    }

    /** Layer of each service, 0 for those that nothing depends on. */
    static Map<String, Integer> of(ServiceGraph graph, Collection<String> services) {
        var search = new ServiceLayers(graph);
        var found = new LinkedHashMap<String, Integer>();
        services.stream().sorted().forEach(service -> found.put(service, search.layer(service)));
        return found;
    }

    private int layer(String service) {
        var known = layers.get(service);
        if (known != null) {
            return known;
        }
        path.add(service);
        var above = List.copyOf(dependents.getOrDefault(service, Set.of())).stream().sorted().filter(each -> !path
                .contains(each)).mapToInt(this::layer).max().orElse(-1);
        path.remove(service);
        layers.put(service, above + 1);
        return above + 1;
    }
}
