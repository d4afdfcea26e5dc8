package dev.tocsin.notifier.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Answer;

/** What an answer means, where a channel does not know better. */
public final class HttpOutcomes {

    /** 502 and 504 come from something in between, behind which the request may have been worked on; so may 408. */
    private static final Set<Integer> AMBIGUOUS = Set.of(408, 502, 504);

    private HttpOutcomes() {}

    /**
     * The outcome of an answer.
     *
     * @param ofReply
     *            what the channel makes of a reply with 2xx or whatever else it understands; empty for what goes by the
     *            status: 408, 429 and 5xx are tried again, the rest is rejected
     */
    public static Outcome of(Answer answer, Function<Answer.Replied, Optional<Outcome>> ofReply) {
        return switch (answer) {
            case Answer.Replied reply -> ofReply.apply(reply).orElseGet(() -> byStatus(reply));
            case Answer.NotSent(var reason) -> Outcome.RetryAfter.notArrived(reason);
            case Answer.Lost(var reason) -> Outcome.RetryAfter.answerLost(reason);
            case Answer.Refused(var reason) -> new Outcome.Rejected(reason, 0);
        };
    }

    /**
     * The outcome of a vendor's answer.
     *
     * @param vendor
     *            whose refusals say what to change
     */
    public static Outcome of(Answer answer, Vendor vendor, Function<Answer.Replied, Optional<Outcome>> ofReply) {
        return of(answer, reply -> ofReply.apply(reply).or(() -> Optional.of(vendor.outcome(reply))));
    }

    private static Outcome byStatus(Answer.Replied reply) {
        var reason = "the receiver answered " + reply.status();
        return isPassing(reply) ? again(reply, reason) : rejected(reply, reason);
    }

    /** Whether the status says that it may work later. */
    static boolean isPassing(Answer.Replied reply) {
        return reply.isClass(5) || reply.status() == 429 || reply.status() == 408;
    }

    /** Refused for good. */
    static Outcome rejected(Answer.Replied reply, String reason) {
        return new Outcome.Rejected(reply.isClass(3) ? reason + ", and redirects are not followed" : reason, reply
                .status());
    }

    /** To be tried again, when the receiver wishes. */
    public static Outcome again(Answer.Replied reply, String reason) {
        return again(reply, reason, Optional.empty());
    }

    /**
     * To be tried again.
     *
     * @param asked
     *            how long the receiver asked us to wait elsewhere than in the header Retry-After, which goes first
     */
    public static Outcome again(Answer.Replied reply, String reason, Optional<Duration> asked) {
        return new Outcome.RetryAfter(reply.retryAfter().or(() -> asked), reason, reply.status(), AMBIGUOUS.contains(
                reply.status()));
    }
}
