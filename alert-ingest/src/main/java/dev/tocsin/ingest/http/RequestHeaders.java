package dev.tocsin.ingest.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.ingest.format.json.Texts;
import org.eclipse.jetty.server.Request;

/** The headers that are kept with a request: what formats and signature checks need, and no credentials. */
final class RequestHeaders {

    private static final List<String> KEPT = List.of("content-type", "user-agent", "x-amz-sns-message-type",
            "x-amz-sns-message-id", "x-amz-sns-topic-arn", "x-amz-sns-subscription-arn", "x-amz-sns-rawdelivery",
            "sentry-hook-resource", "sentry-hook-timestamp", "sentry-hook-signature", "sentry-app-signature",
            "x-servicehook-signature", "x-servicehook-timestamp", "x-servicehook-guid", "request-id",
            "x-pagerduty-signature",
            "x-webhook-id");
    private static final int MOST = 512;

    private RequestHeaders() {}

    /** Lower-case names. */
    static Map<String, String> kept(Request request) {
        var kept = new LinkedHashMap<String, String>();
        KEPT.forEach(name -> {
            var value = one(request, name);
            if (!value.isEmpty()) {
                kept.put(name, Texts.cut(Texts.oneLine(value), MOST));
            }
        });
        return kept;
    }

    /** A header, empty when it was not sent. */
    static String one(Request request, String name) {
        var value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }
}
