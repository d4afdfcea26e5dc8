package dev.tocsin.ingest.format.azure;

import java.util.Locale;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/** The schemas from before the common one, which action groups still send unless its switch is on. */
final class ClassicSchemas {

    private static final StateWords STATES = StateWords.of("activated|fired|active|in progress|updated|firing",
            "deactivated|resolved|complete|completed|canceled|available", "acknowledged");

    private ClassicSchemas() {}

    /** Metric alerts: rule and resource identify. */
    static Reading metric(Fields data, Fields context, String status, Incoming incoming) {
        var rule = context.first("name", "id");
        var target = context.first("resourceId", "resourceName");
        if (rule.isEmpty()) {
            throw missing("context.name");
        }
        var labels = new Facts().severity(AzureNames.severity(context.first("severity"))).texts(data.in("properties"));
        AzureNames.resource(target, labels);
        var draft = draft(incoming, rule, context.first("description")).identity("metric", context.first("id", "name")
                .toLowerCase(Locale.ROOT), target.toLowerCase(Locale.ROOT));
        for (var condition : context.at("condition").list("allOf")) {
            labels.put("metric", condition.first("metricName"));
            AzureNames.dimensions(condition, labels);
            draft.value(condition.first("metricName"), condition.firstNumber("metricValue")).value("threshold",
                    condition.firstNumber("threshold"));
        }
        labels.put("metric", context.first("condition.metricName"));
        draft.value("value", context.firstNumber("condition.metricValue")).value("threshold", context.firstNumber(
                "condition.threshold")).link("Azure resource", context.first("portalLink")).labels(labels.put("rule",
                        rule).all());
        return read(status, draft, context.first("timestamp"), incoming);
    }

    /** Log alerts: they never resolve. */
    static Reading log(Fields data, Incoming incoming) {
        var rule = data.first("AlertRuleName");
        if (rule.isEmpty()) {
            throw missing("data.AlertRuleName");
        }
        var labels = new Facts().severity(AzureNames.severity(data.first("Severity"))).put("rule", rule).put(
                "subscription", data.first("SubscriptionId"));
        var draft = draft(incoming, rule, data.first("Description")).identity("log", data.first("SubscriptionId")
                .toLowerCase(Locale.ROOT), rule.toLowerCase(Locale.ROOT)).labels(labels.all()).annotations(new Facts()
                        .put("query", data.first("SearchQuery")).all()).value("ResultCount", data.firstNumber(
                                "ResultCount")).value("threshold", data.firstNumber("AlertThresholdValue")).link(
                                        "Search results", data.first("LinkToSearchResults"));
        var state = data.first("MonitorCondition");
        return read(state.isEmpty() ? "fired" : state, draft, data.first("SearchIntervalEndtimeUtc",
                "SearchIntervalEndTimeUtc"), incoming);
    }

    /** Activity log alerts: the tracking ID of a service issue, the resource for its health, else the event itself. */
    static Reading activityLog(Fields data, Incoming incoming) {
        var log = data.at("context.activityLog");
        var source = log.first("eventSource").toLowerCase(Locale.ROOT);
        var tracking = log.first("properties.trackingId");
        var target = log.first("resourceId", "resourceUri");
        var title = log.first("properties.title", "operationName", "description");
        var labels = new Facts().severity(log.first("level")).put("service", log.first("properties.service"));
        AzureNames.resource(target, labels);
        labels.put("operation", log.first("operationName")).put("region", log.first("properties.region"));
        var draft = draft(incoming, title, log.first("properties.communication", "description")).labels(labels.all())
                .deliveryId(log.first("eventDataId")).annotations(new Facts().put("cause", log.first(
                        "properties.cause")).put("status", log.first("status")).all());
        var state = "fired";
        if (!tracking.isEmpty()) {
            draft.identity("service-health", tracking.toLowerCase(Locale.ROOT));
            state = log.first("properties.stage", "status");
        } else if (source.contains("resourcehealth")) {
            draft.identity("resource-health", target.toLowerCase(Locale.ROOT));
            state = log.first("properties.currentHealthStatus", "status");
        } else {
            draft.identity("activity", log.first("correlationId", "eventDataId"), log.first("operationName"), target
                    .toLowerCase(Locale.ROOT));
        }
        return read(state, draft, log.first("eventTimestamp", "submissionTimestamp"), incoming);
    }

    private static AlertDraft draft(Incoming incoming, String name, String description) {
        var draft = new AlertDraft(incoming, AzureAlert.NAME).name(name).summary(description.length() > 0
                && description.length() < 200 ? description : name).description(description);
        draft.remarks().add("classic schema of Azure: turn on the common alert schema of the action");
        return draft;
    }

    private static Reading read(String state, AlertDraft draft, String at, Incoming incoming) {
        var when = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks()).choose("timestamp", at);
        return STATES.read(state, draft, when, () -> when);
    }

    private static RefusedException missing(String field) {
        return new RefusedException(RefusalReason.MISSING_FIELD, field + " is missing. Send Azure's body unchanged.");
    }
}
