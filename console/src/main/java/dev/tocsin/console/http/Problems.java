package dev.tocsin.console.http;

import dev.tocsin.runtime.Problem;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error is a problem document of RFC 9457; none shows what is inside. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    /** Answers errors so. */
    public static void add(JavalinConfig config) {
        config.http.prefer405over404 = true;
        config.routes.exception(ProblemException.class, (failure, context) -> {
            failure.retryAfterSeconds().ifPresent(seconds -> context.header("Retry-After", Integer.toString(seconds)));
            answer(context, failure.problem());
        });
        config.routes.exception(HttpResponseException.class, (failure, context) -> answer(context, of(failure
                .getStatus())));
        config.routes.exception(Exception.class, (failure, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), failure);
            answer(context, of(500));
        });
    }

    static void answer(Context context, Problem problem) {
        context.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(problem.json());
    }

    private static Problem of(int status) {
        return switch (status) {
            case 404 -> Problem.of(404, "not-found", "Not found", "Nothing is served under this path.");
            case 405 -> Problem.of(405, "method-not-allowed", "Method not allowed",
                    "This path does not support this method.");
            case 413 -> Problem.of(413, "too-large", "The body is too large", "Send a smaller body.");
            case 500 -> Problem.of(500, "internal", "Internal error",
                    "See the console's log. A retry may succeed.");
            default -> Problem.of(status, "http-" + status, "The request was refused",
                    "The server refused the request before reading it.");
        };
    }
}
