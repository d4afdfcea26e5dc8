package dev.tocsin.ingest.format.azure;

import java.util.stream.Stream;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.ObjectFormat;
import dev.tocsin.ingest.format.SourceTableTest;
import dev.tocsin.ingest.format.refusal.RefusalReason;

class AzureAlertTest extends SourceTableTest {

    private static final Body RESOLVED = Body.payload("azure/common-metric-resolved");
    private static final Body FIRED = RESOLVED.with("\"Resolved\"", "\"Fired\"").with(
            "\"resolvedDateTime\": \"2019-03-22T14:03:16.2246313Z\",", "");
    private static final Body SERVICE_HEALTH = Body.text("service health",
            """
            {"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"alertId":"/subscriptions/s/providers/Microsoft.AlertsManagement/alerts/1",
             "alertRule":"health","severity":"Sev4","signalType":"Activity Log","monitorCondition":"Fired","monitoringService":"ServiceHealth",
             "alertTargetIDs":["/subscriptions/s"],"firedDateTime":"2026-03-10T10:59:00.1234567Z"},
             "alertContext":{"eventSource":"ServiceHealth","status":"Active","properties":{"trackingId":"ABC-123","stage":"Active",
             "title":"Storage in West Europe","service":"Storage","region":"West Europe","incidentType":"Incident"}}}}""");
    private static final Body CLASSIC = Body.text("classic metric", """
            {"schemaId":"AzureMonitorMetricAlert","data":{"version":"2.0","status":"Activated","properties":{"service":"checkout"},
             "context":{"timestamp":"2026-03-10T10:59:00.1234567Z","id":"/subscriptions/s/resourceGroups/g/providers/microsoft.insights/metricAlerts/cpu",
             "name":"cpu","description":"CPU is high","severity":"1","condition":{"allOf":[{"metricName":"Percentage CPU","threshold":"25",
             "metricValue":31.1,"dimensions":[{"name":"vm","value":"a"}]}]},"resourceId":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm1",
             "portalLink":"https://portal.azure.com/#resource/x"}}}""");
    private static final Body LOG = Body.text("classic log",
            """
            {"schemaId":"Microsoft.Insights/LogAlert","data":{"SubscriptionId":"s","AlertRuleName":"errors","SearchQuery":"q","Severity":"2",
             "SearchIntervalEndtimeUtc":"2026-03-10T10:59:00Z","ResultCount":7,"AlertThresholdValue":5,"LinkToSearchResults":"https://portal.azure.com/x"}}""");

    /** Azure fills nothing but the monitoring service and the description. */
    private static final Body BUDGET = Body.text("budget",
            """
            {"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"monitoringService":"CostAlerts","alertId":"/subscriptions/s/b",
             "firedDateTime":"2026-03-10T10:59:00Z","description":"Spending exceeds $25","alertRule":null,"severity":null,"monitorCondition":null,
             "alertTargetIDs":null},"alertContext":{"AlertCategory":"budgets","AlertData":{"BudgetName":"monthly"}}}}""");
    private static final Body SMART = Body.text("smart detector", """
            {"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"alertId":"/subscriptions/s/a","alertRule":"Failure Anomalies",
             "severity":"Sev3","monitorCondition":"Fired","monitoringService":"SmartDetector","firedDateTime":"2026-03-10T10:59:00Z",
             "description":""},"alertContext":{"DetectionSummary":"Failed requests rise abnormally"}}}""");

    @Override
    protected AlertFormat format() {
        return ObjectFormat.ofAlerts(AzureAlert.NAME, AzureAlert::read);
    }

    @Override
    protected Stream<Row> table() {
        return Stream.of(row(RESOLVED).named("WCUS-R2-Gen2").severity("info").label("sender_severity", "Sev3").label(
                "resource", "wcus-r2-gen2").label("resource_group", "pipelinealertrg").label("Key1", "Value1").resolved(
                        "2019-03-22T13:58:24.371Z", "2019-03-22T14:03:16.224Z").value("Percentage CPU", 7.727).value(
                                "Percentage CPU threshold", 25),
                row(SERVICE_HEALTH.with("\"eventSource\":", "\"level\":\"Critical\",\"eventSource\":")).severity(
                        "critical"),
                row(SERVICE_HEALTH.with("\"eventSource\":", "\"level\":\"Informational\",\"eventSource\":")).severity(
                        "info"),
                row(BUDGET).named("monthly").firing("2026-03-10T10:59:00Z"),
                row(SMART).named("Failure Anomalies").summary("Failed requests rise abnormally"),
                row(FIRED).firing("2019-03-22T13:58:24.371Z"), row(FIRED.with("Sev3", "Sev0")).severity("critical"),
                row(SERVICE_HEALTH).firing("2026-03-10T10:59:00.123Z").summary("Storage in West Europe").label(
                        "service", "Storage").label("region", "West Europe"),
                row(SERVICE_HEALTH.with("\"stage\":\"Active\"", "\"stage\":\"Resolved\"")).resolved(
                        "2026-03-10T10:59:00.123Z", "2026-03-10T12:00:00Z"),
                row(CLASSIC).firing("2026-03-10T10:59:00.123Z").severity("error").label("service", "checkout").value(
                        "Percentage CPU", 31.1).remark("common alert schema"),
                row(CLASSIC.with("Activated", "Deactivated")).resolved("2026-03-10T10:59:00.123Z",
                        "2026-03-10T10:59:00.123Z"),
                row(LOG).firing("2026-03-10T10:59:00Z").severity("warning").value("ResultCount", 7),
                row(SERVICE_HEALTH.with("/subscriptions/s/", "/subscriptions/11111111-1111-1111-1111-111111111111/"))
                        .noAlert(NoAlertReason.TEST_SEND),
                row("no shape", "{\"data\":{}}").refused(RefusalReason.UNKNOWN_SHAPE, "common alert schema"));
    }

    @Override
    protected Stream<Group> identities() {
        return Stream.of(same("fired and resolved, in any case", FIRED, RESOLVED, RESOLVED.with(
                "Microsoft.AlertsManagement",
                "microsoft.alertsmanagement")),
                same("stages of a service issue, each with an alertId of its own", SERVICE_HEALTH, SERVICE_HEALTH.with(
                        "alerts/1", "alerts/2").with("\"stage\":\"Active\"", "\"stage\":\"Resolved\"")),
                same("classic", CLASSIC, CLASSIC.with("Activated", "Deactivated")), different("kinds", FIRED, CLASSIC,
                        LOG, SERVICE_HEALTH));
    }
}
