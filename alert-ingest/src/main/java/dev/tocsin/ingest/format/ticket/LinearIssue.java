package dev.tocsin.ingest.format.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;
import dev.tocsin.schemas.outside.TicketMark;

/**
 * Linear's webhook {@code Issue}, {@code update} (linear.app/developers/webhooks). {@code updatedFrom} holds the former values of
 * what changed: a move has {@code stateId}, and a reopened issue had {@code completedAt} or {@code canceledAt}. {@code actor.type} is
 * {@code user} for people. {@code webhookTimestamp} is part of the signed body and tells when it was sent.
 */
final class LinearIssue {

    /** Linear asks to compare the time; its own example allows a minute. */
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Set<String> OVER = Set.of("completed", "canceled");

    private LinearIssue() {}

    static TicketNews read(Fields root, Incoming incoming) {
        if (root.first("type").isEmpty() || root.first("action").isEmpty()) {
            throw new RefusedException(RefusalReason.UNKNOWN_SHAPE,
                    "This is not a webhook of Linear: type or action is missing.");
        }
        if (!isFresh(root.first("webhookTimestamp"), incoming.receivedAt())) {
            return new TicketNews.Nothing(NoAlertReason.ANSWER_TOO_LATE, "webhookTimestamp is more than " + FRESH
                    .toMinutes() + " min from now: the request is a repeat of an old one, or a clock is wrong.");
        }
        var before = root.in("updatedFrom");
        if (!root.first("type").equals("Issue") || !root.first("action").equals("update") || before.first("stateId")
                .isEmpty()) {
            return TicketNews.Nothing.ofConsequence("The issue did not move to another state.");
        }
        var issue = root.in("data");
        var over = OVER.contains(issue.first("state.type"));
        var wasOver = !before.first("completedAt", "canceledAt").isEmpty();
        if (over == wasOver) {
            return TicketNews.Nothing.ofConsequence("The move neither closes nor reopens the issue.");
        }
        var at = root.first("createdAt");
        return new TicketNews.Moved(over, issue.first("identifier"), TicketMark.last(issue.text("description")), root
                .first("actor.id"), root.first("actor.type").equalsIgnoreCase("user"), at, String.join("-", issue.first(
                        "id"), issue.first("state.id"), at));
    }

    private static boolean isFresh(String millis, Instant now) {
        return millis.matches("\\d{1,15}") && Duration.between(Instant.ofEpochMilli(Long.parseLong(millis)), now).abs()
                .compareTo(FRESH) <= 0;
    }
}
