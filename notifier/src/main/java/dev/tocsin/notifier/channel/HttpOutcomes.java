package dev.tocsin.notifier.channel;

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

    private static Outcome byStatus(Answer.Replied reply) {
        var reason = "the receiver answered " + reply.status();
        var again = reply.isClass(5) || reply.status() == 429 || reply.status() == 408;
        return again
                ? again(reply, reason)
                : new Outcome.Rejected(reply.isClass(3) ? reason + ", and redirects are not followed" : reason,
                        reply.status());
    }

    /** To be tried again, when the receiver wishes. */
    public static Outcome again(Answer.Replied reply, String reason) {
        return new Outcome.RetryAfter(reply.retryAfter(), reason, reply.status(), AMBIGUOUS.contains(reply.status()));
    }
}
