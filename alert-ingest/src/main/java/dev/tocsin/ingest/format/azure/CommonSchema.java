package dev.tocsin.ingest.format.azure;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * The common alert schema. Activity log alerts are always sent as {@code Fired}: what the activity log itself says of a
 * service issue ({@code stage}) or of a resource's health decides there, under the or the resource's identity.
 */
final class CommonSchema {

    private static final StateWords STATES = StateWords.of("fired|active|activated|firing|in progress|updated|degraded"
            + "|unavailable|planned|rca", "resolved|deactivated|ok|complete|completed|canceled|available",
            "acknowledged|closed by user");
    /** Of the samples that the test button of an action group sends. */
    private static final Pattern TEST = Pattern.compile("(?i)/subscriptions/1{8}-1{4}-1{4}-1{4}-1{12}/.*");

    private CommonSchema() {}

    static Reading read(Fields data, Incoming incoming) {
        var essentials = data.in("essentials");
        var context = data.in("alertContext");
        var id = essentials.first("alertId", "originAlertId");
        if (TEST.matcher(id).matches()) {
            return new Reading.NoAlert(NoAlertReason.TEST_SEND,
                    "The test button of an action group sent this request. The connection works.");
        }
        var target = essentials.first("alertTargetIDs.0", "alertTargetIDs", "configurationItems.0");
        var health = health(essentials, context);
        var draft = new AlertDraft(incoming, AzureAlert.NAME);
        var state = essentials.text("monitorCondition");
        if (!health.isEmpty()) {
            draft.identity(health, Texts.first(context.first("properties.trackingId"), target, id).toLowerCase(
                    Locale.ROOT));
            state = health.equals("service-health")
                    ? context.first("properties.stage", "status")
                    : context.first("properties.currentHealthStatus", "status");
        } else if (!id.isEmpty()) {
            draft.identity("alert", id.toLowerCase(Locale.ROOT));
        } else if (!essentials.first("alertRule").isEmpty()) {
            draft.identity("rule", essentials.first("alertRule").toLowerCase(Locale.ROOT), target.toLowerCase(
                    Locale.ROOT)).remarks().add("alertId missing: identified by rule and target");
        } else {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "data.essentials.alertId is missing. Send Azure's body unchanged.");
        }
        describe(data, essentials, context, target, draft);
        draft.link("Azure alert", essentials.first("investigationLink").isEmpty() && !id.isEmpty()
                ? AzureNames.portal(id)
                : essentials.first("investigationLink")).deliveryId(context.first("eventDataId"));
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var since = clock.choose("firedDateTime", essentials.first("firedDateTime", "alertFiredDateTime"));
        return STATES.read(state, draft, since, () -> clock.choose("resolvedDateTime", Texts.first(essentials.first(
                "resolvedDateTime"), context.first("eventTimestamp"))));
    }

    /** By the service that raised it; the signal type is Activity Log for both. */
    private static String health(Fields essentials, Fields context) {
        var service = essentials.first("monitoringService").toLowerCase(Locale.ROOT).replace(" ", "");
        var source = context.first("eventSource").toLowerCase(Locale.ROOT).replace(" ", "");
        if (service.contains("servicehealth") || source.equals("servicehealth")) {
            return "service-health";
        }
        return service.contains("resourcehealth") || source.equals("resourcehealth") ? "resource-health" : "";
    }

    private static void describe(Fields data, Fields essentials, Fields context, String target, AlertDraft draft) {
        var rule = essentials.first("alertRule");
        var summary = Texts.first(context.first("properties.title"), essentials.first("description"), context.first(
                "DetectionSummary"), rule);
        // All alerts of the activity log are Sev4, whatever the event's level.
        var level = context.has("eventSource") ? context.first("level") : "";
        var labels = new Facts().severity(Texts.first(level, AzureNames.severity(essentials.first("severity"))));
        labels.texts(data.in("customProperties")).texts(context.in("properties").isObject() && !context.has(
                "eventSource") ? context.in("properties") : essentials.in("customProperties"));
        labels.put("service", context.first("properties.service"));
        AzureNames.resource(target, labels);
        labels.put("rule", rule).put("signal_type", essentials.first("signalType")).put("monitoring_service", essentials
                .first("monitoringService")).put("operation", context.first("operationName"));
        labels.put("region", context.first("properties.region")).put("incident_type", context.first(
                "properties.incidentType"));
        var annotations = new Facts().put("alert_id", essentials.first("alertId")).put("target", target).put(
                "cause", context.first("properties.cause", "properties.reason"));
        for (var condition : context.at("condition").list("allOf")) {
            condition(condition, labels, annotations, draft);
        }
        draft.value("ResultCount", context.firstNumber("ResultCount", "SearchResultsCount")).value("Threshold", context
                .firstNumber("Threshold")).link("Search results", context.first("linkToSearchResultsUI",
                        "LinkToSearchResults"));
        draft.name(Texts.first(rule, context.first("properties.title", "AlertData.BudgetName", "AlertCategory"),
                essentials
                        .first("monitoringService"))).summary(summary).description(Texts.first(
                                essentials.first(
                                        "description"), context.first("properties.defaultLanguageContent",
                                                "properties.details",
                                                "description",
                                                "properties.communication"))).labels(labels.all()).annotations(
                                                        annotations.all());
    }

    private static void condition(Fields condition, Facts labels, Facts annotations, AlertDraft draft) {
        var name = Texts.first(condition.first("metricName", "metricMeasureColumn", "webTestName"), "value");
        AzureNames.dimensions(condition, labels);
        labels.put("metric", condition.first("metricName", "metricMeasureColumn"));
        annotations.put("query", condition.first("searchQuery")).put("operator", condition.first("operator"));
        draft.value(name, condition.firstNumber("metricValue")).value(name + " threshold", condition.firstNumber(
                "threshold", "failedLocations")).link("Search results", condition.first("linkToFilteredSearchResultsUI",
                        "linkToSearchResultsUI"));
    }
}
