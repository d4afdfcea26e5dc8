package dev.tocsin.notifier.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.HttpResult;

/**
 * Meaning of a vendor's error responses.
 *
 * @param name
 *            name for people
 * @param advice
 *            what to change, by HTTP status
 * @param asked
 *            requested wait, if the vendor does not use the header Retry-After
 */
public record Vendor(String name, Map<Integer, String> advice, Function<HttpResult.Replied, Optional<Duration>> asked) {

    public Vendor {
        advice = Map.copyOf(advice);
    }

    /** A vendor that uses Retry-After. */
    public static Vendor of(String name, Map<Integer, String> advice) {
        return new Vendor(name, advice, _ -> Optional.empty());
    }

    /** Retries 408, 429 and 5xx; rejects everything else. */
    public Outcome outcome(HttpResult.Replied reply) {
        return HttpOutcomes.isPassing(reply) ? again(reply) : rejected(reply, "");
    }

    /** Retry after the requested wait. */
    public Outcome again(HttpResult.Replied reply) {
        return HttpOutcomes.again(reply, name + " answered " + reply.status(), asked.apply(reply));
    }

    /**
     * Refused for good.
     *
     * @param code
     *            the vendor's error code, or empty; never free text
     */
    public Outcome rejected(HttpResult.Replied reply, String code) {
        var said = name + " answered " + reply.status() + (code.isEmpty() ? "" : " " + code);
        return HttpOutcomes.rejected(reply, Optional.ofNullable(advice.get(reply.status())).map(it -> said + ": " + it)
                .orElse(said));
    }
}
