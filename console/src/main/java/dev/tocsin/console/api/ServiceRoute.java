package dev.tocsin.console.api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import dev.tocsin.console.service.ServiceMap;
import dev.tocsin.console.service.ServiceRow;
import dev.tocsin.policy.change.OnCallChanges;
import io.javalin.http.Context;

/** {@code GET /api/services}: the services, what they depend on, their open incidents and who is paged first. */
public final class ServiceRoute {

    private final Projection projection;
    private final PolicyInForce policy;
    private final Clock clock;

    public ServiceRoute(Projection projection, PolicyInForce policy, Clock clock) {
        this.projection = projection;
        this.policy = policy;
        this.clock = clock;
    }

    /** Adds the route. */
    public void add(Routes routes) {
        routes.get("/api/services", this::answer);
    }

    /** The answer. */
    record Services(Instant at, int policyVersion, List<ServiceRow> services) {

        Services {
            services = List.copyOf(services);
        }
    }

    private void answer(Context context) {
        var at = clock.instant();
        var inForce = policy.compiled();
        var schedules = OnCallChanges.of(projection.onCallChanges()).on(inForce.policy()).practice().schedules();
        Json.answer(context, new Services(at, inForce.version(), new ServiceMap(inForce, schedules, at).rows(projection
                .incidents())));
    }
}
