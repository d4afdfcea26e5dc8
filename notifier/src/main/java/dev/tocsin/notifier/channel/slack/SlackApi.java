package dev.tocsin.notifier.channel.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Answer;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import org.apache.hc.core5.http.ContentType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slack's Web API: a method by its name, and what it answered. */
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

    /** What Slack made of a call. */
    sealed interface Result {

        /** It did it. */
        record Done(JsonNode json) implements Result {}

        /**
         * It did not.
         *
         * @param code
         *            Slack's word for why, empty where it gave none
         * @param outcome
         *            what that means for the delivery
         */
        record Failed(String code, Outcome outcome) implements Result {}
    }

    /** Calls a method that writes, with JSON. */
    Result write(String method, byte[] body) {
        return call(method, ContentType.APPLICATION_JSON, body);
    }

    /** Calls a method that reads: those take forms only. */
    Result read(String method, Map<String, String> form) {
        var body = form.entrySet().stream().map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return call(method, ContentType.APPLICATION_FORM_URLENCODED, body.getBytes(UTF_8));
    }

    private Result call(String method, ContentType type, byte[] body) {
        var answer = http.post(api.resolve(method), headers, type, body);
        if (answer instanceof Answer.Replied reply && reply.status() == 200) {
            var json = json(reply.body());
            return json.path("ok").asBoolean(false)
                    ? new Result.Done(json)
                    : refused(reply, SlackErrors.code(json.path("error").asString("")));
        }
        return new Result.Failed("", HttpOutcomes.of(answer, SlackErrors.SLACK, _ -> Optional.empty()));
    }

    private static Result refused(Answer.Replied reply, String code) {
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
