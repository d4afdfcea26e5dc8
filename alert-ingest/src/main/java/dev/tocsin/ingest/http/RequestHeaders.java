package dev.tocsin.ingest.http;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.tocsin.ingest.format.json.Texts;
import org.eclipse.jetty.server.Request;

/** The headers that are kept with a request: what formats and signature checks need, and no credentials. */
final class RequestHeaders {

    private static final List<String> KEPT = List.of("content-type", "user-agent", "x-amz-sns-message-type",
            "x-amz-sns-message-id", "x-amz-sns-topic-arn", "x-amz-sns-subscription-arn", "x-amz-sns-rawdelivery",
            "sentry-hook-resource", "sentry-hook-timestamp", "sentry-hook-signature", "sentry-app-signature",
            "x-servicehook-signature", "x-servicehook-timestamp", "x-servicehook-guid", "request-id",
            "x-pagerduty-signature",
            "x-webhook-id", "x-github-event", "x-github-delivery", "x-gitlab-event", "x-gitlab-event-uuid",
            "idempotency-key", "x-slack-signature", "x-slack-request-timestamp", "x-twilio-signature");
    /** Attributes of a CloudEvent in binary mode. */
    private static final String CLOUD_EVENT = "ce-";
    private static final int MOST_ATTRIBUTES = 40;
    /** Where senders put a token; Telegram has a header of its own (core.telegram.org/bots/api, "setWebhook"). */
    private static final String TELEGRAM = "X-Telegram-Bot-Api-Secret-Token";
    private static final int MOST = 512;
    /** Where senders put a token that cannot set an Authorization header; in GitLab it is called the secret token. */
    private static final List<String> TOKEN_HEADERS = List.of("X-Api-Key", "X-Gitlab-Token", TELEGRAM);

    private RequestHeaders() {}

    /**
     * Lower-case names.
     *
     * @param more
     *            names that the source's signature needs
     */
    static Map<String, String> kept(Request request, Set<String> more) {
        var names = new LinkedHashSet<>(KEPT);
        names.addAll(more);
        request.getHeaders().getFieldNamesCollection().stream().map(name -> name.toLowerCase(Locale.ROOT)).filter(
                name -> name.startsWith(CLOUD_EVENT)).limit(MOST_ATTRIBUTES).forEach(names::add);
        var kept = new LinkedHashMap<String, String>();
        names.forEach(name -> {
            var value = one(request, name);
            if (!value.isEmpty()) {
                kept.put(name, Texts.cut(Texts.oneLine(value), MOST));
            }
        });
        return kept;
    }

    /** The token that the sender shows, as an Authorization header; empty when there is none. Never kept. */
    static String authorization(Request request) {
        var usual = one(request, "Authorization");
        return usual.isEmpty()
                ? TOKEN_HEADERS.stream().map(name -> one(request, name)).filter(token -> !token.isBlank()).findFirst()
                        .map(token -> "Bearer " + token).orElse("")
                : usual;
    }

    /** A header, empty when it was not sent. */
    static String one(Request request, String name) {
        var value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }
}
