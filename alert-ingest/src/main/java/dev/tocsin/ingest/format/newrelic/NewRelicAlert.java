package dev.tocsin.ingest.format.newrelic;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * New Relic: workflow webhooks with the default template or one like it, and the legacy channel ({@code current_state},
 * {@code incident_id}). The alert is the issue, or the incident where there is no issue. Source: docs.newrelic.com,
 * "Message templates", and bodies of public projects.
 */
public final class NewRelicAlert {

    public static final String NAME = "newrelic";

    private static final StateWords STATES = StateWords.of(
            "activated|created|active|open|opened|triggered|critical|incident open",
            "closed|close|resolved|recovered|inactive|incident close|incident resolved",
            "acknowledged|acknowledge|deactivated|unacknowledged|muted|incident acknowledge");

    private NewRelicAlert() {}

    /** Reads one notification. */
    public static Reading read(Fields root, Incoming incoming) {
        var stated = root.first("state", "current_state", "currentState", "status", "issue.state");
        var state = stated.isEmpty() ? root.first("event_type") : stated;
        if (state.equalsIgnoreCase("test") || root.first("event_type").equalsIgnoreCase("NOTIFICATION_TEST")) {
            return new Reading.NoAlert(NoAlertReason.TEST_SEND,
                    "New Relic's test button sent this request. The connection works.");
        }
        var id = root.first("id", "issueId", "issue_id", "incident_id", "incidentId", "issue.id");
        if (id.isEmpty()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "The body has no issue ID. Use the template of docs/sources/newrelic.md.");
        }
        var condition = condition(root);
        var title = root.first("title", "annotations.title.0", "annotations.title", "details", "condition_name");
        var draft = new AlertDraft(incoming, NAME).identity("issue", id).name(condition.isEmpty() ? title : condition)
                .summary(title).description(root.first("details", "description", "annotations.description.0",
                        "violation_callback_text")).labels(labels(root, condition).all()).annotations(new Facts().put(
                                "issue_id", id).put("trigger", root.first("trigger")).put("workflow", root.first(
                                        "workflowName")).put("policy_url", root.first("policy_url")).all()).value(
                                                "incidents", root.firstNumber("totalIncidents"))
                .link("New Relic issue", root.first("issueUrl", "issue_url", "issuePageUrl", "incident_url")).link(
                        "Runbook", root.first("runbook_url", "runbookUrl", "runbooks.0")).link("Chart", root.first(
                                "violation_chart_url", "violationChartUrl")).link("Acknowledge", root.first(
                                        "incident_acknowledge_url", "issueAckUrl"));
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var since = clock.choose("createdAt", root.first("activatedAt", "createdAt", "created_at", "timestamp"));
        return STATES.read(state, draft, since, () -> clock.choose("closedAt", root.first("closedAt", "closed_at",
                "updatedAt", "timestamp")));
    }

    private static String condition(Fields root) {
        return root.first("condition_name", "conditionName", "alertConditionNames.0", "alertConditionNames",
                "accumulations.conditionName.0");
    }

    private static Facts labels(Fields root, String condition) {
        var labels = new Facts().severity(root.first("priority", "severity")).put("condition", condition).put("policy",
                root.first("policy_name", "policyName", "alertPolicyNames.0", "alertPolicyNames")).put("account", root
                        .first("account_name", "accountName", "account_id", "accountId"));
        labels.put("entity", root.first("impactedEntities.0", "impactedEntities", "entitiesData.names.0",
                "targets.0.name", "entity.name")).put("service", root.first("service", "serviceName", "service_name"));
        labels.put("condition_id", root.first("condition_id", "conditionId"));
        labels.texts(root.at("targets.0.labels")).tags(root.at("tags"));
        return labels.put("service", root.first("impactedEntities.0", "entitiesData.names.0", "targets.0.name"));
    }
}
