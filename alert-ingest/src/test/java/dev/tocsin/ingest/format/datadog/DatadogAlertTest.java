package dev.tocsin.ingest.format.datadog;

import java.util.stream.Stream;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.ObjectFormat;
import dev.tocsin.ingest.format.SourceTableTest;
import dev.tocsin.ingest.format.refusal.RefusalReason;

class DatadogAlertTest extends SourceTableTest {

    private static final Body TRIGGERED = Body.payload("datadog/triggered-incidentrelay");
    /** Datadog's own template, with nothing of the monitor. */
    private static final Body DEFAULT = Body.text("default template",
            """
            {"body":"%%% CPU is high %%%","last_updated":"1773140400000","event_type":"metric_alert_monitor",
             "title":"[Triggered on {host:web-1}] CPU is high","date":"1773140340000","org":{"id":"1","name":"shop"},"id":"77"}""");

    private static final Body LINKED = DEFAULT.with("CPU is high %%%",
            "[[Monitor Status](https://app.datadoghq.com/monitors/1869?group=x)] %%%");
    /** The priority of the event, which is always normal or low, beside that of the monitor. */
    private static final Body NUMBERED = Body.text("priorities",
            """
            {"alert_id":"5","title":"CPU","alert_transition":"Triggered","alert_type":"error","priority":"normal","monitor_priority":2}""");

    @Override
    protected AlertFormat format() {
        return ObjectFormat.ofAlerts(DatadogAlert.NAME, DatadogAlert::read);
    }

    @Override
    protected Stream<Row> table() {
        return Stream.of(row(TRIGGERED).named("API latency is high").severity("critical").label("service", "api").label(
                "env", "prod").label("team", "sre").label("host", "api-01").firing("2026-03-10T12:00:00Z").link(
                        "https://app.datadoghq.com/monitors/1234"),
                row(TRIGGERED.with("\"alert_transition\": \"Triggered\"",
                        "\"date\":\"1773140340123\",\"alert_transition\":\"Recovered\"")).resolved(
                                "2026-03-10T10:59:00.123Z",
                                "2026-03-10T10:59:00.123Z"),
                row(TRIGGERED.with("\"Triggered\"", "\"Warn\"")).severity("warning").firing("2026-03-10T12:00:00Z"),
                row(TRIGGERED.with("\"Triggered\"", "\"Re-No Data\"")).firing("2026-03-10T12:00:00Z"),
                row(TRIGGERED.with("\"Triggered\"", "\"Muted\"")).noAlert(NoAlertReason.SENDER_UPDATE),
                row(TRIGGERED.with("\"Triggered\"", "\"Exploded\"")).firing("2026-03-10T12:00:00Z").remark(
                        "state 'Exploded' is unknown"),
                row(DEFAULT).firing("2026-03-10T10:59:00Z").named("CPU is high").remark("identified by its title"),
                row(DEFAULT.with("Triggered on", "Recovered on")).resolved("2026-03-10T10:59:00Z",
                        "2026-03-10T10:59:00Z"),
                row(DEFAULT).label("host", "web-1"),
                row(LINKED).link("https://app.datadoghq.com/monitors/1869").named("CPU is high"),
                row(NUMBERED).severity("high").label("sender_severity", "P2"),
                row(NUMBERED.with("\"monitor_priority\":2", "\"x\":2")).severity("error"),
                row(NUMBERED.with("\"normal\"", "4")).severity("low"),
                row("datadog/template-keep-unrendered").refused(RefusalReason.MISSING_FIELD, "$ALERT_ID"));
    }

    @Override
    protected Stream<Group> identities() {
        return Stream.of(
                same("trigger, repeat, warn, recovery, tags in another order", TRIGGERED, TRIGGERED.with(
                        "\"Triggered\"", "\"Renotify\""),
                        TRIGGERED.with("\"Triggered\"", "\"Warn\""), TRIGGERED.with("\"Triggered\"", "\"Recovered\""),
                        TRIGGERED.with("\"env:prod,service:api\"", "\"service:api, env:prod\"")),
                same("default template", DEFAULT, DEFAULT.with("Triggered on", "Recovered on")),
                different("groups in the titles of the default template", DEFAULT, DEFAULT.with("web-1", "web-2"),
                        LINKED, LINKED.with("web-1", "web-2")),
                same("default template that links to its monitor", LINKED, LINKED.with("Triggered on",
                        "Recovered on"), LINKED.with("Triggered on", "P2] [Re-Triggered on")),
                different("groups of one monitor", TRIGGERED, TRIGGERED.with("\"env:prod,service:api\"",
                        "\"env:prod,service:web\"")));
    }
}
