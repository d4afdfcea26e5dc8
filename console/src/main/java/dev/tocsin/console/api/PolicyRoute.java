package dev.tocsin.console.api;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.javalin.config.JavalinConfig;

/** {@code GET /api/policy}: what the policy in force lets people choose from. */
public final class PolicyRoute {

    private final PolicyInForce policy;

    public PolicyRoute(PolicyInForce policy) {
        this.policy = policy;
    }

    /** Adds the route. */
    public void add(JavalinConfig config) {
        config.routes.get("/api/policy", context -> Json.answer(context, choices()));
    }

    /**
     * @param severities
     *            worst first
     * @param roles
     *            empty: any name will do
     * @param escalations
     *            names of escalations and targets that can be called in
     */
    private record Choices(String name, int version, List<String> severities, List<String> roles,
            List<String> escalations) {}

    private Choices choices() {
        var inForce = policy.compiled();
        var whole = inForce.policy();
        return new Choices(inForce.name(), inForce.version(), whole.severities().stream().map(level -> level.id())
                .toList(), whole.practice().roles(), List.copyOf(new TreeSet<>(Stream.concat(whole.practice()
                        .escalations().keySet().stream(), whole.targets().keySet().stream()).toList())));
    }
}
