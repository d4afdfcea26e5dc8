package dev.tocsin.notifier.channel.slack;

import java.util.Map;
import java.util.Set;

import dev.tocsin.notifier.channel.Vendor;

/** Slack's error codes. */
final class SlackErrors {

    /** Errors that Slack returns with status 200 (docs.slack.dev, errors of chat.postMessage). */
    private static final Set<String> PASSING = Set.of("ratelimited", "rate_limited", "internal_error", "fatal_error",
            "service_unavailable", "request_timeout");

    /** HTTP statuses other than 200. */
    static final Vendor SLACK = Vendor.of("Slack", Map.of(401, "check the channel's 'token'", 403,
            "check that the app may post there", 404, "check the channel's 'webhook-url' or 'api-url'", 410,
            "the channel is archived, or the webhook was removed"));

    private SlackErrors() {}

    /** The error code, if it looks like one: other text of a response is not repeated. */
    static String code(String body) {
        var text = body.strip();
        return text.matches("[a-z_]{1,60}") ? text : "an unknown answer";
    }

    static boolean passes(String code) {
        return PASSING.contains(code);
    }
}
