package dev.tocsin.notifier.channel.slack;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Answer;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import org.apache.hc.core5.http.ContentType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts as a bot. A page is a message of its own. What follows updates that message, which may be done twice without harm,
 * and then answers in its thread; where the page's time stamp is not known any more, it is a message of its own too.
 */
final class SlackBotChannel implements Channel {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Endpoint api;
    private final Map<String, String> headers;
    private final GuardedHttp http;

    SlackBotChannel(SlackConfig.Bot config, GuardedHttp http) {
        this.api = config.api();
        this.headers = Map.of("Authorization", "Bearer " + config.token().reveal());
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var room = dispatch.notification().getAddress();
        var page = dispatch.pageReceipt().flatMap(SlackReceipt::parse);
        return switch (dispatch.notification().getKind()) {
            case PAGE, UNKNOWN -> call("chat.postMessage", SlackPayload.post(room, dispatch.message()));
            case LADDER_EXHAUSTED -> page.map(it -> reply(it, dispatch, true)).orElseGet(() -> post(room, dispatch));
            case PAGE_MISSED, DECLARED, SEVERITY_CHANGED, UPDATED, REOPENED, CLOSED, ROOM, WAR_ROOM, TICKET,
                    STATUS_PAGE, UPDATE_DUE, UPDATE_LAPSED, CLOCK_WARNING, CLOCK_BREACHED, TASK_DUE, TASK_OVERDUE ->
                page.map(it -> reply(it, dispatch, false)).orElseGet(() -> post(room, dispatch));
            case ACKNOWLEDGED, MITIGATED, RESOLVED ->
                page.map(it -> updateAndReply(it, dispatch)).orElseGet(() -> post(room, dispatch));
        };
    }

    private Outcome post(String room, Dispatch dispatch) {
        return call("chat.postMessage", SlackPayload.post(room, dispatch.message()));
    }

    private Outcome reply(SlackReceipt page, Dispatch dispatch, boolean loud) {
        return call("chat.postMessage", SlackPayload.reply(page.room(), page.ts(), dispatch.message(), loud));
    }

    /** An update that Slack refuses (message deleted, too old to edit) is no reason to say nothing. */
    private Outcome updateAndReply(SlackReceipt page, Dispatch dispatch) {
        var updated = call("chat.update", SlackPayload.update(page.room(), page.ts(), dispatch.message()));
        return switch (updated) {
            case Outcome.RetryAfter(var asked, var reason, var status, _) ->
                new Outcome.RetryAfter(asked, "update: " + reason, status, false);
            case Outcome.Delivered _,Outcome.Rejected _ -> reply(page, dispatch, false);
        };
    }

    private Outcome call(String method, byte[] body) {
        return HttpOutcomes.of(http.post(api.resolve(method), headers, ContentType.APPLICATION_JSON, body),
                SlackBotChannel::understood);
    }

    private static Optional<Outcome> understood(Answer.Replied reply) {
        if (reply.status() != 200) {
            return Optional.empty();
        }
        var json = json(reply.body());
        if (json.path("ok").asBoolean(false)) {
            return Optional.of(new Outcome.Delivered(
                    new SlackReceipt(json.path("channel").asString(""), json.path("ts").asString("")).text(), 200));
        }
        var code = SlackErrors.code(json.path("error").asString(""));
        return Optional.of(SlackErrors.passes(code)
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
