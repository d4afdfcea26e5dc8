package dev.tocsin.notifier.channel.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.tocsin.notifier.message.Message;

/** Request bodies for incoming webhooks, chat.postMessage and chat.update. */
final class SlackPayload {

    private static final Gson JSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES).disableHtmlEscaping().create();

    private SlackPayload() {}

    static byte[] webhook(Message message) {
        return json(content(message));
    }

    static byte[] post(String room, Message message) {
        return json(in(room, message));
    }

    /**
     * @param loud
     *            whether the reply is also shown in the channel
     */
    static byte[] reply(String room, String thread, Message message, boolean loud) {
        var body = in(room, message);
        body.put("thread_ts", thread);
        body.put("reply_broadcast", loud);
        return json(body);
    }

    static byte[] update(String room, String ts, Message message) {
        var body = in(room, message);
        body.put("ts", ts);
        return json(body);
    }

    private static Map<String, Object> in(String room, Message message) {
        var body = content(message);
        body.put("channel", room);
        return body;
    }

    private static Map<String, Object> content(Message message) {
        var body = new LinkedHashMap<String, Object>();
        body.put("text", SlackText.fallback(message));
        body.put("blocks", SlackText.blocks(message));
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        return body;
    }

    /** Any body, in JSON. */
    static byte[] json(Map<String, Object> body) {
        return JSON.toJson(body).getBytes(UTF_8);
    }
}
