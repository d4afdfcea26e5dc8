package dev.tocsin.notifier.channel.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.slack.api.model.block.LayoutBlock;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.message.Message;

/** Request bodies for incoming webhooks, chat.postMessage and chat.update. */
final class SlackPayload {

    private static final Gson JSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES).disableHtmlEscaping().create();

    private SlackPayload() {}

    static byte[] webhook(Dispatch dispatch, SlackMentions mentions) {
        return json(content(dispatch.message(), mentions.in(dispatch), List.of()));
    }

    static byte[] post(String room, Dispatch dispatch, SlackMentions mentions) {
        return json(in(room, dispatch, mentions.in(dispatch), false));
    }

    /**
     * @param loud
     *            whether the reply is also shown in the channel
     */
    static byte[] reply(String room, String thread, Dispatch dispatch, SlackMentions mentions, boolean loud) {
        var body = in(room, dispatch, mentions.in(dispatch), false);
        body.put("thread_ts", thread);
        body.put("reply_broadcast", loud);
        return json(body);
    }

    /** Buttons follow the state: what was acknowledged can only be resolved, what was resolved has none. */
    static byte[] update(String room, String ts, Dispatch dispatch) {
        var body = in(room, dispatch, "", true);
        body.put("ts", ts);
        return json(body);
    }

    private static Map<String, Object> in(String room, Dispatch dispatch, String mentions, boolean edits) {
        var buttons = SlackButtons.of(dispatch, edits);
        var body = content(buttons.isEmpty() ? dispatch.message() : dispatch.message().withButtons(), mentions,
                buttons);
        body.put("channel", room);
        return body;
    }

    private static Map<String, Object> content(Message message, String mentions, List<LayoutBlock> buttons) {
        var body = new LinkedHashMap<String, Object>();
        body.put("text", SlackText.fallback(message));
        body.put("blocks", Stream.concat(SlackText.blocks(message, mentions).stream(), buttons.stream()).toList());
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        return body;
    }

    /** Any body, in JSON. */
    static byte[] json(Map<String, Object> body) {
        return JSON.toJson(body).getBytes(UTF_8);
    }
}
