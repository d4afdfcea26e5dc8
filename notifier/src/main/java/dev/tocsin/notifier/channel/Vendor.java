package dev.tocsin.notifier.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Answer;

/**
 * What a vendor's refusals mean.
 *
 * @param name
 *            as people call it
 * @param advice
 *            what to change, by the status with which it refuses
 * @param asked
 *            how long it asks us to wait where it does not say so in the header Retry-After
 */
public record Vendor(String name, Map<Integer, String> advice, Function<Answer.Replied, Optional<Duration>> asked) {

    public Vendor {
        advice = Map.copyOf(advice);
    }

    /** A vendor that says in Retry-After how long to wait. */
    public static Vendor of(String name, Map<Integer, String> advice) {
        return new Vendor(name, advice, _ -> Optional.empty());
    }

    /** 408, 429 and 5xx are tried again, the rest is refused. */
    public Outcome outcome(Answer.Replied reply) {
        return HttpOutcomes.isPassing(reply) ? again(reply) : rejected(reply, "");
    }

    /** To be tried again, when it wishes. */
    public Outcome again(Answer.Replied reply) {
        return HttpOutcomes.again(reply, name + " answered " + reply.status(), asked.apply(reply));
    }

    /**
     * Refused for good.
     *
     * @param code
     *            the vendor's own word for why, empty where it has none; never text that a person or a proxy wrote
     */
    public Outcome rejected(Answer.Replied reply, String code) {
        var said = name + " answered " + reply.status() + (code.isEmpty() ? "" : " " + code);
        return HttpOutcomes.rejected(reply, Optional.ofNullable(advice.get(reply.status())).map(it -> said + ": " + it)
                .orElse(said));
    }
}
