package dev.tocsin.console.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.console.access.WriteChecks;
import dev.tocsin.console.route.RepeatedRequests;
import dev.tocsin.console.route.Route;

/** What the OpenAPI document says about access: the ways to log in, the role of each route, and what every change can be answered. */
final class OpenApiAccess {

    /** Where a browser keeps its session, as OpenAPI can say it. */
    private static final String SESSION = "session";

    private OpenApiAccess() {}

    /** {@code components.securitySchemes}. */
    static Map<String, Object> schemes() {
        return Map.of("bearer", Map.of("type", "http", "scheme", "bearer", "description",
                "A token of `tocsin token add`, or the setting console.token."), "basic", Map.of("type", "http",
                        "scheme",
                        "basic", "description", "The same token as the password; the user name does not matter."),
                SESSION, Map.of("type", "apiKey", "in", "cookie", "name", "tocsin_session", "description",
                        "The session of a browser (`__Host-tocsin` with https). What changes something also takes the header "
                                + WriteChecks.CSRF + " with the csrfToken of GET /api/session."));
    }

    /** Adds to an operation what holds for its route. */
    static void describe(Route row, Map<String, Object> operation) {
        var responses = new TreeMap<String, Object>(members(operation.get("responses")));
        if (row.role().isEmpty()) {
            operation.put("security", List.of());
        } else {
            var role = row.role().get().name().toLowerCase(Locale.ROOT);
            operation.put("security", List.of(Map.of("bearer", List.of(role)), Map.of("basic", List.of(role)), Map.of(
                    SESSION, List.of(role))));
            responses.put("401", OpenApi.problem("No valid token or session was shown."));
            responses.put("403", OpenApi.problem("The role does not allow it; or the page is another's, or the incident"
                    + " confidential."));
        }
        if (row.isUnsafe()) {
            responses.put("415", OpenApi.problem("The body is not JSON."));
            responses.put("429", OpenApi.problem("Too many requests; Retry-After says when to try again."));
        }
        if (row.isUnsafe() && row.role().isPresent()) {
            responses.putIfAbsent("409", OpenApi.problem(
                    "It conflicts with what is there; or the same request, by its key, is"
                            + " being carried out."));
            responses.put("422", OpenApi.problem("The " + RepeatedRequests.HEADER + " belongs to another request."));
            operation.put("parameters", with(operation.get("parameters"), Map.of("name", RepeatedRequests.HEADER, "in",
                    "header", "required", false, "description",
                    "A request that is sent again with its key within 24 hours is not carried out again, and gets the same"
                            + " answer with the header " + RepeatedRequests.REPLAYED + ".", "schema", Map.of("type",
                                    "string", "minLength", 1, "maxLength", 255))));
        }
        operation.put("responses", responses);
    }

    private static List<Object> with(Object parameters, Object more) {
        var all = new ArrayList<Object>(parameters instanceof List<?> some ? some : List.of());
        all.add(more);
        return all;
    }

    private static Map<String, Object> members(Object responses) {
        var all = new TreeMap<String, Object>();
        if (responses instanceof Map<?, ?> some) {
            some.forEach((status, response) -> all.put((String) status, response));
        }
        return all;
    }
}
