package dev.tocsin.ingest.format.kibana;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * Alerts of Kibana (Elastic) by a webhook connector. Its body is the operator's Mustache; docs/sources/kibana.md has one. Rule
 * and alert ID identify; without a recovery action nothing ever resolves. Source: elastic.co, "Rule action variables".
 */
public final class KibanaAlert {

    public static final String NAME = "kibana";

    private static final StateWords STATES = StateWords.of(
            "active|firing|alert|query matched|threshold met|default|triggered|open|down|critical|warning|metrics.threshold"
                    + ".fired|metrics.inventory threshold.fired|logs.threshold.fired|threshold.fired|new",
            "recovered|resolved|ok|inactive|closed|untracked", "acknowledged|muted|snoozed|no data action");

    private KibanaAlert() {}

    /** Reads one action. */
    public static Reading read(Fields root, Incoming incoming) {
        var rule = root.first("rule.id", "rule_id", "ruleId", "alertId", "kibana.alert.rule.uuid");
        var name = root.first("rule.name", "rule_name", "ruleName", "alertName", "kibana.alert.rule.name", "name");
        var alert = root.first("alert.id", "alert_id", "alertInstanceId", "alert_instance_id",
                "kibana.alert.instance.id");
        if (rule.isEmpty() && name.isEmpty()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "The body names no rule: rule.id is missing, or {{rule.id}} was not replaced. "
                            + "Use the body of docs/sources/kibana.md.");
        }
        var draft = new AlertDraft(incoming, NAME).identity("rule", rule.isEmpty() ? name : rule, alert).name(name)
                .summary(root.first("context.title", "context.reason", "reason", "title", "message")).description(root
                        .first("context.message", "message", "context.reason", "description"));
        if (alert.isEmpty()) {
            draft.remarks().add("alert.id missing: all alerts of the rule are one");
        }
        var labels = new Facts().severity(root.first("severity", "kibana.alert.severity", "context.severity",
                "context.rule.severity"));
        labels.put("service", root.first("service", "context.serviceName", "context.service.name")).tags(root.at(
                "rule.tags")).tags(root.in("tags"));
        labels.put("rule", name).put("rule_id", rule).put("alert_id", alert).put("host", root.first("context.host.name",
                "context.host", "host")).put("space", root.first("rule.spaceId", "spaceId", "space")).put("rule_type",
                        root.first("rule.type", "rule_type")).put("environment", root.first("context.environment"));
        draft.labels(labels.all()).annotations(new Facts().put("action_group", root.first("alert.actionGroupName",
                "alert.actionGroup", "action_group")).put("conditions", root.first("context.conditions")).put(
                        "trigger_value", root.first(
                                "context.triggerValue")).all()).value(
                                        "value", root.firstNumber("context.value", "value")).value("threshold", root
                                                .firstNumber(
                                                        "context.threshold.0", "context.threshold", "threshold")).link(
                                                                "Alert", root.first(
                                                                        "context.alertDetailsUrl", "alertDetailsUrl",
                                                                        "context.viewInAppUrl", "context.results_link"))
                .link(
                        "Rule", root.first("rule.url", "ruleUrl", "rule_url", "url",
                                "context.link")).deliveryId(root.first("alert.uuid",
                                        "alert_uuid"));
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var at = clock.choose("date", root.first("date", "context.timestamp", "context.date", "timestamp"));
        return STATES.read(root.first("status", "state", "alert.status", "alert.actionGroup", "alert.actionGroupName",
                "alertActionGroup", "action_group", "actionGroup", "kibana.alert.status"), draft, at, () -> at);
    }
}
