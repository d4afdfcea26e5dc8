package dev.tocsin.notifier.channel.servicenow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
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
 * ServiceNow's Table API for the table {@code incident} (docs.servicenow.com, "Table API"; its limits: "Inbound REST API rate
 * limiting").
 */
final class ServiceNowApi {

    private static final String ACCOUNT = "check the channel's 'user' and 'password', and that the account has the roles"
            + " itil and rest_api_explorer or web_service_admin";

    private final Endpoint table;
    private final Map<String, String> headers;
    private final GuardedHttp http;

    ServiceNowApi(Endpoint url, String user, String password, GuardedHttp http) {
        this.table = url.resolve("api/now/table/incident");
        this.headers = Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString((user + ":" + password)
                .getBytes(UTF_8)), "Accept", "application/json");
        this.http = http;
    }

    /** What ServiceNow made of a call. */
    sealed interface Result {

        /**
         * Done.
         *
         * @param result
         *            what the answer holds
         */
        record Done(JsonNode result, int status) implements Result {}

        record Failed(Outcome outcome) implements Result {}
    }

    Result create(Map<String, Object> fields, Instant now) {
        return result(http.post(of(table), headers, ContentType.APPLICATION_JSON, Json.bytes(fields)), now);
    }

    Result change(String id, Map<String, Object> fields, Instant now) {
        return result(http.send("PATCH", of(table.resolve(Endpoint.encoded(id))), headers,
                ContentType.APPLICATION_JSON, Json.bytes(fields)), now);
    }

    /** The newest with that correlation id: a list of one or none. */
    Result find(String correlationId, Instant now) {
        return result(http.get(of(table).with("sysparm_limit", "1").with("sysparm_query", "correlation_id="
                + correlationId + "^ORDERBYDESCsys_created_on"), headers), now);
    }

    private static Endpoint of(Endpoint table) {
        return table.with("sysparm_fields", "sys_id,number,state");
    }

    private static Result result(HttpResult answer, Instant now) {
        var vendor = new Vendor("ServiceNow", Map.of(401, ACCOUNT, 403, ACCOUNT, 404,
                "check the channel's 'url'; the incident may have been removed there", 400,
                "check 'assignment-group', and the business rules of the table incident"),
                reply -> VendorRetryHeaders.untilSecond(reply, "X-RateLimit-Reset", now));
        if (answer instanceof HttpResult.Replied reply && reply.isClass(2)) {
            var result = Json.of(reply).path("result");
            // An instance that sleeps, or a login page, answers 200 with HTML.
            return result.isMissingNode()
                    ? new Result.Failed(new Outcome.Rejected("ServiceNow answered " + reply.status()
                            + " without a result: check the channel's 'url', and that the instance is awake", reply
                                    .status()))
                    : new Result.Done(result, reply.status());
        }
        return new Result.Failed(HttpOutcomes.of(answer, vendor, _ -> Optional.empty()));
    }
}
