package dev.tocsin.ingest.format.ticket;

import java.util.Locale;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;
import dev.tocsin.schemas.outside.TicketMark;

/**
 * GitHub's webhook {@code issues} with the actions {@code closed} and {@code reopened} (docs.github.com, "Webhook events and
 * payloads"). {@code sender} did it: a {@code User}, or a {@code Bot}.
 */
final class GitHubIssue {

    private GitHubIssue() {}

    static TicketNews read(Fields root, Incoming incoming) {
        var issue = root.in("issue");
        if (root.has("zen") || incoming.header("x-github-event").strip().equalsIgnoreCase("ping")) {
            return new TicketNews.Nothing(NoAlertReason.TEST_SEND, "GitHub tested the connection. It works.");
        }
        if (!issue.isObject()) {
            throw new RefusedException(RefusalReason.UNKNOWN_SHAPE,
                    "This is not GitHub's webhook 'issues': issue is missing.");
        }
        var action = root.first("action").toLowerCase(Locale.ROOT);
        if (!action.equals("closed") && !action.equals("reopened")) {
            return TicketNews.Nothing.ofConsequence("'" + action + "' neither closes nor reopens the issue.");
        }
        var at = action.equals("closed") ? issue.first("closed_at", "updated_at") : issue.first("updated_at");
        return new TicketNews.Moved(action.equals("closed"), "#" + issue.first("number"), TicketMark.first(issue.text(
                "body")), root.first("sender.login"), root.first("sender.type").equals("User"), at, String.join("-",
                        issue.first("id"), action, at));
    }
}
