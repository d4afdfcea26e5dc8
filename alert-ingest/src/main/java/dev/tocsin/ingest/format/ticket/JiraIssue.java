package dev.tocsin.ingest.format.ticket;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;
import dev.tocsin.schemas.outside.TicketMark;

/**
 * Jira's webhook {@code jira:issue_updated} (developer.atlassian.com, "Webhooks"). {@code changelog.items} lists what changed; a
 * ticket is closed when its status moved to one of the category {@code done}, and reopened when it moved from there and its
 * resolution was cleared: names of statuses are translated, categories are not. {@code user.accountType} is {@code atlassian} for
 * people.
 */
final class JiraIssue {

    private JiraIssue() {}

    static TicketNews read(Fields root, Incoming incoming) {
        var issue = root.in("issue");
        if (root.first("webhookEvent").isEmpty()) {
            throw new RefusedException(RefusalReason.UNKNOWN_SHAPE,
                    "This is not a webhook of Jira: webhookEvent is missing.");
        }
        var done = issue.first("fields.status.statusCategory.key").equals("done");
        var items = root.in("changelog").in("items").elements();
        var moved = items.stream().anyMatch(item -> item.first("field").equals("status"));
        var cleared = items.stream().anyMatch(item -> item.first("field").equals("resolution") && !item.first("from")
                .isEmpty() && item.first("to").isEmpty());
        if (!root.first("webhookEvent").equals("jira:issue_updated") || !moved || (!done && !cleared)) {
            return TicketNews.Nothing.ofConsequence("'" + root.first("webhookEvent")
                    + "' neither closes nor reopens the issue.");
        }
        var at = root.first("timestamp");
        return new TicketNews.Moved(done, issue.first("key"), TicketMark.last(issue.in("fields").text("description")),
                root.first("user.accountId"), root.first("user.accountType").equals("atlassian"), at, String.join("-",
                        issue.first("id"), root.first("changelog.id"), at));
    }
}
