package dev.tocsin.ingest.format.azure;

import java.util.Locale;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;

/**
 * Azure Monitor's action groups: the common alert schema for all signal types, and the classic schemas of metric, log and
 * activity log alerts, which an action sends until its switch for the common schema is on. Source: MicrosoftDocs
 * azure-monitor-docs, alerts-common-schema, alerts-payload-samples, activity-log-alerts-webhook.
 */
public final class AzureAlert {

    public static final String NAME = "azure";

    private AzureAlert() {}

    /** Reads one notification. */
    public static Reading read(Fields root, Incoming incoming) {
        var data = root.in("data");
        if (data.in("essentials").isObject()) {
            return CommonSchema.read(data, incoming);
        }
        if (root.in("essentials").isObject()) {
            return CommonSchema.read(root, incoming);
        }
        var schema = root.text("schemaId").toLowerCase(Locale.ROOT);
        if (schema.contains("logalert") || (data.has("AlertRuleName") && data.has("SearchQuery"))) {
            return ClassicSchemas.log(data, incoming);
        }
        if (data.at("context.activityLog").isObject()) {
            return ClassicSchemas.activityLog(data, incoming);
        }
        if (data.at("context.condition").isObject() || data.at("context.resourceId").isText()) {
            return ClassicSchemas.metric(data, data.in("context"), data.text("status"), incoming);
        }
        if (root.in("context").isObject() && root.has("status")) {
            return ClassicSchemas.metric(root, root.in("context"), root.text("status"), incoming);
        }
        return new Reading.Refused(RefusalReason.UNKNOWN_SHAPE,
                "This is not an alert of Azure Monitor: data.essentials is missing. Turn on the common alert schema.");
    }
}
