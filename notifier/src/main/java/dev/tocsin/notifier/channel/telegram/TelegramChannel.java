package dev.tocsin.notifier.channel.telegram;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.FollowUp;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Receipts;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.channel.VendorRetryHeaders;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.Markup;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;
import dev.tocsin.schemas.outside.AnswerWay;
import org.apache.hc.core5.http.ContentType;
import tools.jackson.databind.JsonNode;

/**
 * Posts as a bot of Telegram (core.telegram.org/bots/api, 6.9). An acknowledgement and an end edit the page and answer it.
 * What Telegram cannot parse goes out once more as plain text, and what was sent to a group that became a supergroup goes to
 * its new id.
 */
public final class TelegramChannel implements Channel {

    private static final String CHAT = "check the target's address: the id of a chat that the bot belongs to; a person must"
            + " press Start first";
    private static final Vendor TELEGRAM = new Vendor("Telegram", Map.of(400, CHAT, 401, "check the channel's 'token'",
            403, CHAT, 404, "check the channel's 'token' and 'url'"),
            reply -> VendorRetryHeaders.seconds(Json.of(reply).path("parameters").path("retry_after").asString("")));

    private final Endpoint bot;
    private final Limit longest;
    private final GuardedHttp http;

    /** A channel as configured. */
    public TelegramChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.bot = settings.neededEndpoint("url").resolve("bot" + settings.neededSecret("token").reveal().strip());
        this.longest = settings.type().limit("text");
        this.http = http;
    }

    /** A message of Telegram's: its chat and its number there. */
    private record Place(String chat, long message) {

        static Optional<Place> parse(String receipt) {
            var slash = receipt.indexOf('/');
            return receipt.matches("[^/]+/\\d{1,18}")
                    ? Optional.of(new Place(receipt.substring(0, slash), Long.parseLong(receipt.substring(slash + 1))))
                    : Optional.empty();
        }
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var first = dispatch.first().map(Receipts.Receipt::text).flatMap(Place::parse);
        if (first.isEmpty()) {
            return post(dispatch, dispatch.notification().getAddress(), Optional.empty());
        }
        return switch (FollowUp.of(dispatch)) {
            case ANEW -> post(dispatch, first.get().chat(), Optional.empty());
            case REPLY -> post(dispatch, first.get().chat(), first);
            case EDIT_AND_REPLY -> edit(dispatch, first.get());
        };
    }

    private Outcome edit(Dispatch dispatch, Place first) {
        var body = Json.object("chat_id", first.chat(), "message_id", first.message());
        var edited = HttpOutcomes.of(call("editMessageText", dispatch, body, true), TELEGRAM,
                TelegramChannel::understood);
        return FollowUp.afterEdit(edited, () -> post(dispatch, first.chat(), Optional.of(first)));
    }

    private Outcome post(Dispatch dispatch, String chat, Optional<Place> answered) {
        var answer = send(dispatch, chat, answered, true);
        if (answer instanceof HttpResult.Replied reply && reply.status() == 400) {
            var json = Json.of(reply);
            var moved = json.path("parameters").path("migrate_to_chat_id").asString("");
            if (!moved.isEmpty()) {
                answer = send(dispatch, moved, Optional.empty(), true);
            } else if (json.path("description").asString("").contains("can't parse entities")) {
                answer = send(dispatch, chat, answered, false);
            }
        }
        return HttpOutcomes.of(answer, TELEGRAM, TelegramChannel::understood);
    }

    private HttpResult send(Dispatch dispatch, String chat, Optional<Place> answered, boolean html) {
        var body = Json.object("chat_id", chat, "disable_notification", switch (KindTraits.of(dispatch.notification()
                .getKind())) {
            case STANDS, ENDS -> true;
            case ASKS, UNHEARD_OF, MISSED, ARRANGES, REMINDS, CHORES -> false;
        }, "reply_parameters", answered.map(it -> Json.object("message_id", it.message(), "allow_sending_without_reply",
                true)).orElse(null));
        return call("sendMessage", answered.isPresent() ? dispatch.asReply() : dispatch, body, html);
    }

    private HttpResult call(String method, Dispatch dispatch, Map<String, Object> body, boolean html) {
        var message = dispatch.answers().canAcknowledge() ? dispatch.message().withButtons() : dispatch.message();
        body.put("text", new FittedText(longest.most(), longest.unit(), html ? new TelegramMarkup() : Markup.PLAIN).all(
                message));
        if (html) {
            body.put("parse_mode", "HTML");
        }
        body.put("link_preview_options", Map.of("is_disabled", true));
        var buttons = buttons(dispatch, method.startsWith("edit"));
        if (!buttons.isEmpty()) {
            body.put("reply_markup", Map.of("inline_keyboard", rows(buttons)));
        }
        return http.post(bot.resolve(method), Map.of(), ContentType.APPLICATION_JSON, Json.bytes(body));
    }

    /** Two in a row: of more, a telephone shows only the first letters. */
    private static List<List<Map<String, String>>> rows(List<Map<String, String>> buttons) {
        return IntStream.range(0, (buttons.size() + 1) / 2).mapToObj(row -> buttons.subList(2 * row, Math.min(2 * row
                + 2,
                buttons.size()))).toList();
    }

    /** Callback data takes 64 bytes (Bot API, InlineKeyboardButton); a token has 47. */
    private static List<Map<String, String>> buttons(Dispatch dispatch, boolean edits) {
        var answers = dispatch.answers();
        return Stream.concat(answers.actions(edits).stream().map(action -> Map.of("text", action.label(),
                "callback_data", answers.token(AnswerWay.TELEGRAM, action).orElseThrow())), dispatch.message().place()
                        .stream().map(place -> Map.of("text", "Open the incident", "url", place))).toList();
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply) {
        var json = Json.of(reply);
        if (reply.status() == 200) {
            return Optional.of(json.path("ok").asBoolean(false)
                    ? new Outcome.Delivered(receipt(json.path("result")), 200)
                    : new Outcome.Rejected(
                            "Telegram answered 200 without ok: check that the channel's 'url' is Telegram's Bot API",
                            200));
        }
        return json.path("description").asString("").contains("message is not modified")
                ? Optional.of(new Outcome.Delivered("", reply.status()))
                : Optional.empty();
    }

    private static String receipt(JsonNode message) {
        var chat = message.path("chat").path("id").asString("");
        var number = message.path("message_id").asString("");
        return chat.isEmpty() || number.isEmpty() ? "" : chat + "/" + number;
    }
}
