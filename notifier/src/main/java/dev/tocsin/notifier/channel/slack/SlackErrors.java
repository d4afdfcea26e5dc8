package dev.tocsin.notifier.channel.slack;

import java.util.Set;

/** Slack's error codes. */
final class SlackErrors {

    /** Errors of Slack's own, with which it answers 200 (docs.slack.dev, errors of chat.postMessage). */
    private static final Set<String> PASSING = Set.of("ratelimited", "rate_limited", "internal_error", "fatal_error",
            "service_unavailable", "request_timeout");

    private SlackErrors() {}

    /** The code, if it looks like one: an answer's body is not repeated unseen. */
    static String code(String body) {
        var text = body.strip();
        return text.matches("[a-z_]{1,60}") ? text : "something else than its usual answers";
    }

    static boolean passes(String code) {
        return PASSING.contains(code);
    }
}
