package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.DELAYS;
import static dev.tocsin.schemas.decision.DecisionEffect.FAILS;
import static dev.tocsin.schemas.decision.DecisionEffect.PAGES;
import static dev.tocsin.schemas.decision.DecisionEffect.WITHHOLDS;
import static dev.tocsin.schemas.decision.DecisionKind.kind;

import java.util.List;

/** Decisions of the notifier: is it sent, and what came of it? */
final class DeliverDecisions {

    private static final String STAGE = "deliver";

    static final List<DecisionKind> ALL = List.of(
            kind(STAGE, "delivered", PAGES,
                    "The receiver accepted the message. Whether a person has seen it is not known."),
            kind(STAGE, "retry", DELAYS, "The attempt failed and is repeated, or the receiver asked for a pause.",
                    "The receiver must accept the message at the first attempt; it allows fewer requests, or was not reachable."),
            kind(STAGE, "held", DELAYS,
                    "The destination had as many messages as its throttle allows; a digest follows when there is room.",
                    "The destination must have had fewer messages, or its throttle must allow more."),
            kind(STAGE, "rejected", FAILS, "The receiver rejected the message.",
                    "The reason names what to change: the address, a permission or a setting of the channel."),
            kind(STAGE, "gave-up", FAILS, "All attempts failed.",
                    "The channel must be reachable before its retries are used up."),
            kind(STAGE, "dropped-superseded", WITHHOLDS, "A newer message to the same destination superseded it.",
                    "The message must be sent before the newer one is decided."),
            kind(STAGE, "dropped-digest", WITHHOLDS,
                    "The throttle of the destination held it back, and a digest told its incident.",
                    "The destination must have had fewer messages, or its throttle must allow more."),
            kind(STAGE, "dropped-no-such-thing", WITHHOLDS, "The channel cannot carry this kind of message.",
                    "The person needs an address on a channel that carries it."),
            kind(STAGE, "dropped-in-doubt", WITHHOLDS,
                    "The message may have arrived, and the receiver cannot detect a duplicate.",
                    "The answer of the receiver must arrive; a page would have been repeated."),
            kind(STAGE, "dropped-older-round", WITHHOLDS,
                    "The incident was reopened meanwhile, and the new round has its own ladder.",
                    "The message must be sent before the incident is reopened."),
            kind(STAGE, "dropped-outdated", WITHHOLDS, "The news was outdated at the next attempt.",
                    "The first attempt must succeed."),
            kind(STAGE, "dropped-updated", WITHHOLDS, "A status update was posted meanwhile.",
                    "Nobody may post an update before the reminder is sent."),
            kind(STAGE, "dropped-met", WITHHOLDS, "The response deadline was met meanwhile.",
                    "The deadline must still be open when the warning is sent."),
            kind(STAGE, "dropped-done", WITHHOLDS, "The follow-ups are done or withdrawn.",
                    "The follow-up must still be open when the reminder is sent."),
            kind(STAGE, "dropped-acknowledged", WITHHOLDS, "The incident was acknowledged before the page was sent.",
                    "The incident must be unacknowledged when the page is sent."),
            kind(STAGE, "dropped-mitigated", WITHHOLDS, "The incident was mitigated before the page was sent.",
                    "The incident must not be mitigated when the page is sent."),
            kind(STAGE, "dropped-resolved", WITHHOLDS, "The incident was resolved before the message was sent.",
                    "The incident must still be open when the message is sent."),
            kind(STAGE, "dropped-closed", WITHHOLDS, "The incident was closed before the message was sent.",
                    "The incident must still be open when the message is sent."));

    private DeliverDecisions() {}
}
