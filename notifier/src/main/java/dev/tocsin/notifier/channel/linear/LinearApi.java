package dev.tocsin.notifier.channel.linear;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.channel.VendorRetryHeaders;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import org.apache.hc.core5.http.ContentType;
import tools.jackson.databind.JsonNode;

/**
 * Linear's GraphQL API (linear.app/developers). 200 may carry errors; too many requests are told as 400 with the code
 * RATELIMITED.
 */
final class LinearApi {

    private static final String KEY = "check the channel's 'api-key', and that it may write issues for the team";
    private static final Set<String> PASSING = Set.of("ratelimited", "lock timeout", "internal error", "network error",
            "bootstrap error", "unknown");
    private static final Set<String> NOT_ALLOWED = Set.of("authentication error", "forbidden",
            "feature not accessible");

    private final Endpoint graphql;
    private final Map<String, String> headers;
    private final GuardedHttp http;

    LinearApi(Endpoint url, String key, GuardedHttp http) {
        this.graphql = url.endsWith("graphql") ? url : url.resolve("graphql");
        this.headers = Map.of("Authorization", key);
        this.http = http;
    }

    /** What Linear made of a call. */
    sealed interface Result {

        record Done(JsonNode data) implements Result {}

        record Failed(Outcome outcome) implements Result {}
    }

    Result call(Instant now, String query, Map<String, Object> variables) {
        var vendor = new Vendor("Linear", Map.of(401, KEY, 403, KEY, 404, "check the channel's 'url'"),
                reply -> VendorRetryHeaders
                        .untilMillisecond(reply, "x-ratelimit-requests-reset", now));
        var answer = http.post(graphql, headers, ContentType.APPLICATION_JSON, Json.bytes(Map.of("query", query,
                "variables",
                variables)));
        if (answer instanceof HttpResult.Replied reply && (reply.status() == 200 || reply.status() == 400)) {
            var json = Json.of(reply);
            var error = json.path("errors").path(0);
            if (reply.status() == 200 && error.isMissingNode() && json.path("data").isObject()) {
                return new Result.Done(json.path("data"));
            }
            return new Result.Failed(failed(reply, error, vendor));
        }
        return new Result.Failed(HttpOutcomes.of(answer, vendor, _ -> Optional.empty()));
    }

    private static Outcome failed(HttpResult.Replied reply, JsonNode error, Vendor vendor) {
        var extensions = error.path("extensions");
        var type = extensions.path("type").asString("").toLowerCase(Locale.ROOT);
        var code = Json.code(extensions.path("code"));
        if (code.equals("RATELIMITED") || PASSING.contains(type)) {
            return HttpOutcomes.again(reply, "Linear answered " + (code.isEmpty() ? type : code), vendor.asked().apply(
                    reply));
        }
        return NOT_ALLOWED.contains(type) || code.equals("AUTHENTICATION_ERROR")
                ? new Outcome.Rejected("Linear answered " + type + ": " + KEY, reply.status())
                : vendor.rejected(reply, code);
    }

}
