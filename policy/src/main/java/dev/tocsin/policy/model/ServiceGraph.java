package dev.tocsin.policy.model;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Which service depends on which. A service that is not in it depends on nothing. Cycles are allowed. */
public final class ServiceGraph {

    /** Knows no service. */
    public static final ServiceGraph NONE = new ServiceGraph(Map.of());

    private final Map<String, Node> nodes;
    private final Map<String, Map<String, Integer>> below = new HashMap<>();
    private final Set<String> connected = new HashSet<>();

    /**
     * A graph.
     *
     * @param nodes
     *            by name of the service
     */
    public ServiceGraph(Map<String, Node> nodes) {
        this.nodes = Map.copyOf(nodes);
        nodes.keySet().forEach(service -> below.put(service, reach(service)));
        below.forEach((service, reached) -> {
            if (!reached.isEmpty()) {
                connected.add(service);
                connected.addAll(reached.keySet());
            }
        });
    }

    /**
     * One service.
     *
     * @param dependsOn
     *            services that it cannot work without
     * @param system
     *            group of services that share one log and may share incidents; empty: on its own
     */
    public record Node(List<String> dependsOn, Optional<String> system) {

        public Node {
            dependsOn = List.copyOf(dependsOn);
        }
    }

    /** By name. */
    public Map<String, Node> nodes() {
        return nodes;
    }

    /** The group whose log a service shares, if any. */
    public Optional<String> system(String service) {
        return Optional.ofNullable(nodes.get(service)).flatMap(Node::system);
    }

    /**
     * Steps from a service down to one that it needs, directly (1) or through others; 0 for itself, empty when it does not
     * need it.
     */
    public OptionalInt stepsDown(String service, String needed) {
        if (service.equals(needed)) {
            return OptionalInt.of(0);
        }
        var steps = below.getOrDefault(service, Map.of()).get(needed);
        return steps == null ? OptionalInt.empty() : OptionalInt.of(steps);
    }

    /** Whether a service needs another one, directly or through others. A service does not need itself. */
    public boolean needs(String service, String needed) {
        return !service.equals(needed) && stepsDown(service, needed).isPresent();
    }

    /**
     * Steps between two services in either direction, the shorter one; 0 for the same, empty when neither needs the other.
     */
    public OptionalInt distance(String one, String other) {
        var down = stepsDown(one, other);
        var up = stepsDown(other, one);
        if (down.isEmpty() || up.isEmpty()) {
            return down.isPresent() ? down : up;
        }
        return OptionalInt.of(Math.min(down.getAsInt(), up.getAsInt()));
    }

    /** Whether it has anything to do with another service: what happens to it is told to all. */
    public boolean isConnected(String service) {
        return connected.contains(service);
    }

    private Map<String, Integer> reach(String from) {
        var steps = new LinkedHashMap<String, Integer>();
        steps.put(from, 0);
        var next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            var service = next.remove();
            var node = nodes.get(service);
            for (var needed : node == null ? List.<String>of() : node.dependsOn()) {
                if (steps.putIfAbsent(needed, steps.get(service) + 1) == null) {
                    next.add(needed);
                }
            }
        }
        steps.remove(from);
        return steps;
    }
}
