package dev.tocsin.ingest.format.answers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Mappings;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.format.form.FormFields;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.report.SlackReport;
import dev.tocsin.ingest.format.json.JsonReader;
import dev.tocsin.ingest.format.json.JsonReading;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;
import dev.tocsin.policy.model.Vendor;
import dev.tocsin.schemas.outside.AnswerWay;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack's interactions (docs.slack.dev, "Handling user interaction", "block_actions payload"): the form field {@code payload}
 * says who pressed which button. Slack wants 200 within three seconds. What needs an explanation is said to the person alone, at
 * the {@code response_url} that came along; the message itself is edited by the notifier.
 * Slack's slash commands come to the same address: they are reports ({@link SlackReport}).
 */
public final class SlackFormat implements AlertFormat {

    public static final String NAME = "slack";
    /** Our buttons are called so and their action. */
    public static final String BUTTON = "tocsin-";

    private static final Reply OK = new Reply.Own("text/plain;charset=utf-8", "");
    private static final String REPLIES = "hooks.slack.com";

    private final AnswerDesk desk;

    /** With who judges the buttons. */
    public SlackFormat(AnswerDesk desk) {
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
        return true;
    }

    /** Without the buttons' tokens and Slack's own. */
    @Override
    public byte[] stored(Incoming incoming) {
        var form = FormFields.of(incoming.body());
        if (SlackReport.isOne(form)) {
            return SlackReport.stored(form).getBytes(UTF_8);
        }
        var kept = payload(incoming).map(SlackFormat::facts).orElseGet(() -> Map.of("payload", "unreadable"));
        return JsonMapper.shared().writeValueAsBytes(kept);
    }

    private static Map<String, String> facts(Fields payload) {
        var action = payload.list("actions").stream().findFirst();
        return new TreeMap<>(Map.of("type", payload.text("type"), "user", payload.in("user").text("id"), "team", payload
                .in("team").text("id"), "action_id", action.map(it -> it.text("action_id")).orElse(""), "action_ts",
                action.map(it -> it.text("action_ts")).orElse(""), "channel", payload.in("container").text(
                        "channel_id"),
                "message_ts", payload.in("container").text("message_ts")));
    }

    @Override
    public boolean needsPolicy(Incoming incoming) {
        return SlackReport.isOne(FormFields.of(incoming.body()));
    }

    @Override
    public Reading read(Incoming incoming, Mappings mappings) {
        var form = FormFields.of(incoming.body());
        if (form.first("ssl_check").equals("1")) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_OF_NO_CONSEQUENCE, "Slack checks the address.", OK);
        }
        if (!SlackReport.isOne(form)) {
            return read(incoming);
        }
        return mappings.reports().map(reports -> SlackReport.read(incoming, form, reports)).orElseGet(
                () -> new Reading.Refused(RefusalReason.READER_FAILED, "The policy is not known."));
    }

    @Override
    public Reading read(Incoming incoming) {
        try {
            return payload(incoming).map(payload -> read(incoming, payload)).orElseGet(() -> new Reading.Refused(
                    RefusalReason.UNKNOWN_SHAPE,
                    "This is not an interaction of Slack: the form field payload is missing or not JSON."));
        } catch (RefusedException refused) {
            return new Reading.Refused(refused.refusal());
        }
    }

    private static Optional<Fields> payload(Incoming incoming) {
        var text = FormFields.of(incoming.body()).first("payload");
        return !text.isBlank() && JsonReader.read(text.getBytes(UTF_8),
                "application/json") instanceof JsonReading.Document(var root) && root.isObject()
                        ? Optional.of(root)
                        : Optional.empty();
    }

    private Reading read(Incoming incoming, Fields payload) {
        var pressed = payload.list("actions").stream().filter(action -> action.text("action_id").startsWith(BUTTON))
                .findFirst();
        if (!payload.text("type").equals("block_actions") || pressed.isEmpty()) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_OF_NO_CONSEQUENCE, "No button of a page was pressed.", OK);
        }
        var value = pressed.get().text("value");
        if (value.isEmpty()) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_OF_NO_CONSEQUENCE, "A link was opened.", OK);
        }
        var user = payload.in("user");
        return switch (desk.judge(value, AnswerWay.SLACK, incoming.receivedAt())) {
            case AnswerDesk.Judged.Refused(var reason, var sentence) ->
                new Reading.NoAlert(reason, sentence, privately(payload, sentence));
            case AnswerDesk.Judged.Taken(var token, var sentence) -> {
                var who = desk.people().with(Vendor.SLACK, user.text("id")).or(() -> desk.people().at(List.of(NAME),
                        user
                                .text("id"), token.person())).orElseGet(() -> user
                                        .firstText("username", "name", "id"));
                var event = String.join("-", user.text("id"), pressed.get().text("action_ts"));
                yield new Reading.Answers(List.of(AnswerDesk.command(token, NAME, event, who, incoming.receivedAt())),
                        List.of(), sentence.startsWith("Already") ? privately(payload, sentence) : OK);
            }
        };
    }

    /** To the person who pressed, and nobody else; Slack takes five such messages within half an hour. */
    private static Reply privately(Fields payload, String sentence) {
        return address(payload.text("response_url")).<Reply>map(to -> ((Reply.Own) OK).and(new Reply.Later(to,
                JsonMapper
                        .shared().writeValueAsString(Map.of("response_type", "ephemeral", "replace_original", false,
                                "text",
                                sentence)))))
                .orElse(OK);
    }

    private static Optional<URI> address(String text) {
        try {
            var uri = new URI(text);
            return "https".equals(uri.getScheme()) && REPLIES.equals(uri.getHost()) && uri.getPort() == -1 && uri
                    .getRawUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
