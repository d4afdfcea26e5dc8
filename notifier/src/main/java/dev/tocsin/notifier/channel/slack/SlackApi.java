package dev.tocsin.notifier.channel.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import org.apache.hc.core5.http.ContentType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slack's Web API: calls a method by name. */
final class SlackApi {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Endpoint api;
    private final Map<String, String> headers;
    private final GuardedHttp http;

    SlackApi(SlackConfig.Bot config, GuardedHttp http) {
        this.api = config.api();
        this.headers = Map.of("Authorization", "Bearer " + config.token().reveal());
        this.http = http;
    }

    /** The result of a call. */
    sealed interface Result {

        /** The call succeeded. */
        record Done(JsonNode json) implements Result {}

        /**
         * The call failed.
         *
         * @param code
         *            Slack's error code, or empty
         * @param outcome
         *            the outcome of the delivery
         */
        record Failed(String code, Outcome outcome) implements Result {}
    }

    /** Calls a method that writes, with JSON. */
    Result write(String method, byte[] body) {
        return call(method, ContentType.APPLICATION_JSON, body);
    }

    /** Calls a method that reads, with a form body. */
    Result read(String method, Map<String, String> form) {
        var body = form.entrySet().stream().map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return call(method, ContentType.APPLICATION_FORM_URLENCODED, body.getBytes(UTF_8));
    }

    private Result call(String method, ContentType type, byte[] body) {
        var answer = http.post(api.resolve(method), headers, type, body);
        if (answer instanceof HttpResult.Replied reply && reply.status() == 200) {
            var json = json(reply.body());
            return json.path("ok").asBoolean(false)
                    ? new Result.Done(json)
                    : refused(reply, SlackErrors.code(json.path("error").asString("")));
        }
        return new Result.Failed("", HttpOutcomes.of(answer, SlackErrors.SLACK, _ -> Optional.empty()));
    }

    private static Result refused(HttpResult.Replied reply, String code) {
        return new Result.Failed(code, SlackErrors.passes(code)
                ? HttpOutcomes.again(reply, "Slack answered " + code)
                : new Outcome.Rejected("Slack answered " + code, 200));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.missingNode();
        }
    }
}
