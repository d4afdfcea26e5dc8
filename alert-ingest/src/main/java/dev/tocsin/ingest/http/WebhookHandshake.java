package dev.tocsin.ingest.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.eclipse.jetty.server.Request;

/**
 * The question of a sender of CloudEvents, before its first event, whether this address wants events (method OPTIONS). Azure Event
 * Grid sends none without the answer. Source: cloudevents/spec, "HTTP 1.1 Web Hooks for Event Delivery", section 4.
 */
final class WebhookHandshake {

    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9.:_-]{1,255}");

    private WebhookHandshake() {}

    /** The headers that say yes, to the sender that asks and as often as it likes. */
    static Map<String, String> answer(Request request) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Allow", "POST, PUT, OPTIONS");
        var origin = RequestHeaders.one(request, "WebHook-Request-Origin").strip();
        if (!origin.isEmpty()) {
            headers.put("WebHook-Allowed-Origin", ORIGIN.matcher(origin).matches() ? origin : "*");
            headers.put("WebHook-Allowed-Rate", "*");
        }
        return headers;
    }
}
