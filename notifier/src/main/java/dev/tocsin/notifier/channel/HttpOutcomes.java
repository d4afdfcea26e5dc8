package dev.tocsin.notifier.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.HttpResult;

/** Default outcomes of HTTP responses. */
public final class HttpOutcomes {

    /** Statuses after which the request may still have been processed: 502 and 504 come from a proxy, and 408 may too. */
    private static final Set<Integer> AMBIGUOUS = Set.of(408, 502, 504);

    private HttpOutcomes() {}

    /**
     * The outcome of a response.
     *
     * @param ofReply
     *            the channel's own interpretation; empty for the default by status: retry 408, 429 and 5xx, reject the rest
     */
    public static Outcome of(HttpResult answer, Function<HttpResult.Replied, Optional<Outcome>> ofReply) {
        return switch (answer) {
            case HttpResult.Replied reply -> ofReply.apply(reply).orElseGet(() -> byStatus(reply));
            case HttpResult.NotSent(var reason) -> Outcome.RetryAfter.notArrived(reason);
            case HttpResult.Lost(var reason) -> Outcome.RetryAfter.answerLost(reason);
            case HttpResult.Refused(var reason) -> new Outcome.Rejected(reason, 0);
        };
    }

    /**
     * The outcome of a vendor's response.
     *
     * @param vendor
     *            advice by status
     */
    public static Outcome of(HttpResult answer, Vendor vendor,
            Function<HttpResult.Replied, Optional<Outcome>> ofReply) {
        return of(answer, reply -> ofReply.apply(reply).or(() -> Optional.of(vendor.outcome(reply))));
    }

    private static Outcome byStatus(HttpResult.Replied reply) {
        var reason = "the receiver answered " + reply.status();
        return isPassing(reply) ? again(reply, reason) : rejected(reply, reason);
    }

    /** Whether a retry may succeed. */
    static boolean isPassing(HttpResult.Replied reply) {
        return reply.isClass(5) || reply.status() == 429 || reply.status() == 408;
    }

    /** Refused for good. */
    static Outcome rejected(HttpResult.Replied reply, String reason) {
        return new Outcome.Rejected(reply.isClass(3) ? reason + "; Tocsin does not follow redirects" : reason, reply
                .status());
    }

    /** Retry after the wait that the receiver asked for. */
    public static Outcome again(HttpResult.Replied reply, String reason) {
        return again(reply, reason, Optional.empty());
    }

    /**
     * Retry.
     *
     * @param asked
     *            wait from another source than the header Retry-After, which takes precedence
     */
    public static Outcome again(HttpResult.Replied reply, String reason, Optional<Duration> asked) {
        return new Outcome.RetryAfter(reply.retryAfter().or(() -> asked), reason, reply.status(), AMBIGUOUS.contains(
                reply.status()));
    }
}
