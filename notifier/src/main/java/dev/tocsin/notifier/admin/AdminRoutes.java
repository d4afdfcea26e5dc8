package dev.tocsin.notifier.admin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tocsin.notifier.breaker.BreakerDesk;
import dev.tocsin.notifier.breaker.BreakerState;
import dev.tocsin.notifier.breaker.BreakerStatus;
import dev.tocsin.notifier.breaker.CircuitBreaker;
import dev.tocsin.runtime.Problem;
import dev.tocsin.runtime.net.BearerToken;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import tools.jackson.databind.json.JsonMapper;

/**
 * The admin API: the circuit breakers of this notifier. Every request needs the token of the setting {@code notifier.admin.token};
 * without that setting the API is off, also on loopback.
 */
public final class AdminRoutes {

    private static final String ALL = "/admin/circuit-breaker";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final BreakerDesk desk;
    private final Optional<BearerToken> token;
    private final Duration patience;

    /**
     * @param token
     *            empty to switch the API off
     * @param patience
     *            how long a request waits for the delivery loop
     */
    public AdminRoutes(BreakerDesk desk, Optional<BearerToken> token, Duration patience) {
        this.desk = desk;
        this.token = token;
        this.patience = patience;
    }

    /** Adds the routes. */
    public void add(JavalinConfig config) {
        config.routes.get(ALL, context -> answer(context, this::list));
        config.routes.get(ALL + "/<destination>/state", context -> answer(context, this::state));
        config.routes.post(ALL + "/<destination>/reset", context -> answer(context, this::reset));
    }

    /** What a route answers. */
    @FunctionalInterface
    private interface Route {
        void answer(Context context) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private void answer(Context context, Route route) {
        context.header("Cache-Control", "no-store");
        var denial = denial(context);
        if (denial.isPresent()) {
            refuse(context, denial.get());
            return;
        }
        try {
            route.answer(context);
        } catch (TimeoutException | ExecutionException unanswered) {
            refuse(context, Problem.of(503, "delivery-loop-busy", "The delivery loop does not answer",
                    "The notifier has no connection to Kafka or is being stopped; see /readyz. A reset may still take effect:"
                            + " ask for the state before you repeat it."));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Problem> denial(Context context) {
        if (token.isEmpty()) {
            return Optional.of(Problem.of(403, "admin-api-off", "The admin API is off",
                    "Set notifier.admin.token (or notifier.admin.token.file) and restart the notifier."));
        }
        var offered = Optional.ofNullable(context.header("Authorization")).orElse("");
        if (token.get().opens(offered)) {
            return Optional.empty();
        }
        context.header("WWW-Authenticate", "Bearer realm=\"tocsin\"");
        return Optional.of(Problem.of(401, "unauthorized", "The token is missing or wrong",
                "Send the header Authorization: Bearer <token> with the token of the setting notifier.admin.token."));
    }

    private void list(Context context) throws InterruptedException, ExecutionException, TimeoutException {
        var breakers = wait(desk.show()).stream().map(AdminRoutes::members).toList();
        json(context, Map.of("breakers", breakers));
    }

    private void state(Context context) throws InterruptedException, ExecutionException, TimeoutException {
        var destination = context.pathParam("destination");
        respond(context, destination, find(wait(desk.show()), destination));
    }

    private void reset(Context context) throws InterruptedException, ExecutionException, TimeoutException {
        var destination = context.pathParam("destination");
        respond(context, destination, wait(desk.reset(destination, "the admin API, called from " + context.ip())));
    }

    private static Optional<BreakerStatus> find(List<BreakerStatus> breakers, String destination) {
        return breakers.stream().filter(it -> it.destination().equals(destination)).findFirst();
    }

    private static void respond(Context context, String destination, Optional<BreakerStatus> found) {
        found.ifPresentOrElse(breaker -> json(context, members(breaker)), () -> refuse(context, Problem.of(404,
                "unknown-destination", "This notifier has not sent to " + destination,
                "GET " + ALL + " lists its destinations. A destination belongs to one notifier: ask the others too.")));
    }

    private <T> T wait(CompletableFuture<T> answer) throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Map<String, Object> members(BreakerStatus status) {
        var members = new LinkedHashMap<String, Object>();
        members.put("destination", status.destination());
        members.put("state", status.state().name());
        members.put("failures", status.breaker().failures());
        members.put("waiting", status.waiting());
        if (!status.breaker().lastFailure().isEmpty()) {
            members.put("lastFailure", status.breaker().lastFailure());
        }
        status.breaker().opening().map(CircuitBreaker.Opening::since).ifPresent(it -> members.put("openSince", it
                .toString()));
        status.breaker().opening().filter(_ -> status.state() == BreakerState.OPEN).ifPresent(it -> members.put(
                "halfOpenAt", it.halfOpenAt().toString()));
        return members;
    }

    private static void json(Context context, Map<String, Object> body) {
        context.contentType("application/json").result(JSON.writeValueAsString(body));
    }

    private static void refuse(Context context, Problem problem) {
        context.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(problem.json());
    }
}
