package dev.tocsin.console.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** Gives each row of a table its handler, behind the guard. */
public final class Routes {

    private final JavalinConfig config;
    private final RouteGuard guard;
    private final Map<String, Route> left;

    /**
     * @param table
     *            the routes that are to be served, and no others
     */
    public Routes(JavalinConfig config, List<Route> table, RouteGuard guard) {
        this.config = config;
        this.guard = guard;
        this.left = table.stream().collect(Collectors.toMap(Route::label, Function.identity(), (a, b) -> {
            throw new IllegalStateException(a.label() + " has two rows");
        }, LinkedHashMap::new));
    }

    /** Handles the row {@code GET path}. */
    public void get(String path, Handler handler) {
        serve(HandlerType.GET, path, handler);
    }

    /** Handles the row {@code POST path}. */
    public void post(String path, Handler handler) {
        serve(HandlerType.POST, path, handler);
    }

    /** Handles the row {@code DELETE path}. */
    public void delete(String path, Handler handler) {
        serve(HandlerType.DELETE, path, handler);
    }

    /**
     * Once all routes are added.
     *
     * @throws IllegalStateException
     *             when a row of the table has no handler
     */
    public void complete() {
        if (!left.isEmpty()) {
            throw new IllegalStateException("no handler for " + left.keySet());
        }
    }

    private void serve(HandlerType method, String path, Handler handler) {
        var row = left.remove(method.name() + " " + path);
        if (row == null) {
            throw new IllegalStateException(method.name() + " " + path
                    + " has no row in RouteTable, or two handlers: add a row with the role that may use it");
        }
        config.routes.addHttpHandler(method, path, context -> guard.handle(row, context, handler));
    }
}
