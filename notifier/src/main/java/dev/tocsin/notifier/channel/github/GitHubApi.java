package dev.tocsin.notifier.channel.github;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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
 * GitHub's REST API of version 2022-11-28 (docs.github.com/rest). Its limits are told with 403 as well as with 429, and then
 * a header says so: that is no lack of permission.
 */
final class GitHubApi {

    private static final String ACCESS = "check that the channel's 'token' may read and write issues of 'repository'";
    private static final int FORBIDDEN = 403;

    private final Endpoint url;
    private final Map<String, String> headers;
    private final GuardedHttp http;

    GitHubApi(Endpoint url, String token, GuardedHttp http) {
        this.url = url;
        this.headers = Map.of("Authorization", "Bearer " + token, "Accept", "application/vnd.github+json",
                "X-GitHub-Api-Version", "2022-11-28");
        this.http = http;
    }

    /** What GitHub made of a call. */
    sealed interface Result {

        record Done(JsonNode json, int status) implements Result {}

        record Failed(Outcome outcome) implements Result {}
    }

    Result write(String method, String path, Map<String, Object> body, Instant now) {
        return result(http.send(method, url.resolve(path), headers, ContentType.APPLICATION_JSON, Json.bytes(body)),
                now);
    }

    Result read(String path, Instant now) {
        return result(http.get(url.resolve(path), headers), now);
    }

    private static Result result(HttpResult answer, Instant now) {
        if (answer instanceof HttpResult.Replied reply && reply.isClass(2)) {
            return new Result.Done(Json.of(reply), reply.status());
        }
        var github = new Vendor("GitHub", Map.of(401, "check the channel's 'token'", FORBIDDEN, ACCESS, 404, ACCESS,
                410,
                "issues are turned off for 'repository'", 422, "check the channel's 'repository' and 'label'"),
                reply -> VendorRetryHeaders.untilSecond(reply, "x-ratelimit-reset", now));
        return new Result.Failed(HttpOutcomes.of(answer, github, reply -> isLimited(reply)
                ? Optional.of(github.again(reply))
                : Optional.empty()));
    }

    private static boolean isLimited(HttpResult.Replied reply) {
        return reply.status() == FORBIDDEN && (reply.retryAfter().isPresent() || reply.header("x-ratelimit-remaining")
                .filter(
                        "0"::equals).isPresent());
    }
}
