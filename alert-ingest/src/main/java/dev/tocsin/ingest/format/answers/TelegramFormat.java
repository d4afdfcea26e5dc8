package dev.tocsin.ingest.format.answers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.JsonReading;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.policy.model.Vendor;
import dev.tocsin.schemas.outside.AnswerWay;
import tools.jackson.databind.json.JsonMapper;

/**
 * Telegram's updates (core.telegram.org/bots/api, "Update", "CallbackQuery"): a button that was pressed in a chat of the policy.
 * The answer calls answerCallbackQuery ("Making requests when getting updates"), so that the button stops turning.
 */
public final class TelegramFormat implements AlertFormat {

    public static final String NAME = "telegram";

    private static final Reply OK = new Reply.Own("application/json", "{}");
    private static final int LONGEST_TEXT = 200;

    private final AnswerDesk desk;

    /** With who judges the buttons. */
    public TelegramFormat(AnswerDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The person who pressed or wrote sees that it failed. */
    @Override
    public boolean carriesAlerts() {
        return false;
    }

    @Override
    public boolean anyContentType() {
        return false;
    }

    /** Without the buttons' tokens, and without what people write. */
    @Override
    public byte[] stored(Incoming incoming) {
        if (!(incoming.json() instanceof JsonReading.Document(var root))) {
            return "{\"update\":\"unreadable\"}".getBytes(UTF_8);
        }
        var query = root.in("callback_query");
        return JsonMapper.shared().writeValueAsBytes(new TreeMap<>(Map.of("update_id", root.text("update_id"),
                "callback_query", query.text("id"), "from", query.in("from").text("id"), "chat", query.in("message").in(
                        "chat").text("id"))));
    }

    @Override
    public Reading read(Incoming incoming) {
        return incoming.read(root -> read(incoming, root.in("callback_query")));
    }

    private Reading read(Incoming incoming, Fields query) {
        var id = query.text("id");
        if (id.isEmpty() || query.text("data").isEmpty()) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_OF_NO_CONSEQUENCE, "No button of a page was pressed.", OK);
        }
        var chat = query.in("message").in("chat");
        if (!desk.people().isAddress(NAME, chat.text("id")) && !desk.people().isAddress(NAME, "@" + chat.text(
                "username"))) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_NOT_OURS, "The chat is no address of the policy.", said(id,
                    "This chat is not in the policy."));
        }
        return switch (desk.judge(query.text("data"), AnswerWay.TELEGRAM, incoming.receivedAt())) {
            case AnswerDesk.Judged.Refused(var reason, var sentence) -> new Reading.NoAlert(reason, sentence, said(id,
                    sentence));
            case AnswerDesk.Judged.Taken(var token, var sentence) -> {
                var from = query.in("from");
                var who = desk.people().with(Vendor.TELEGRAM, from.text("id")).or(() -> desk.people().at(List.of(NAME),
                        from
                                .text("id"), token.person())).orElseGet(() -> from
                                        .firstText(
                                                "username", "first_name", "id"));
                yield new Reading.Answers(List.of(AnswerDesk.command(token, NAME, id, who, incoming.receivedAt())), List
                        .of(), said(id, sentence));
            }
        };
    }

    private static Reply said(String query, String sentence) {
        return new Reply.Own("application/json", JsonMapper.shared().writeValueAsString(new TreeMap<>(Map.of("method",
                "answerCallbackQuery", "callback_query_id", query, "text", Texts.cut(sentence, LONGEST_TEXT)))));
    }
}
