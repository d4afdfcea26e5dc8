package dev.tocsin.ingest.format.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.ObjectFormat;
import dev.tocsin.ingest.format.SourceTableTest;
import dev.tocsin.ingest.format.refusal.RefusalReason;

class KibanaAlertTest extends SourceTableTest {

    private static final Body ACTIVE = Body.text("body of our docs",
            """
            {"rule":{"id":"r1","name":"Latency","spaceId":"default","tags":["service:checkout","slo"],"url":"https://kibana.example/r1"},
             "alert":{"id":"host-1","uuid":"u","actionGroup":"threshold met","actionGroupName":"Threshold Met"},
             "context":{"reason":"p95 is 3 s","value":"3.1","threshold":["2"]},"status":"","date":"2026-03-10T10:59:00.123Z"}""");

    /** The variables of a detection rule's actions. */
    private static final Body SECURITY = Body.text("detection rule",
            """
            {"rule":{"id":"r2","name":"Malware"},"alert":{"id":"a","actionGroup":"default"},
             "context":{"rule":{"severity":"high","risk_score":73},"results_link":"https://kibana.example/security"}}""");

    @Override
    protected AlertFormat format() {
        return ObjectFormat.ofAlerts(KibanaAlert.NAME, KibanaAlert::read);
    }

    @Override
    protected Stream<Row> table() {
        return Stream.of(row(ACTIVE).named("Latency").summary("p95 is 3 s").label("service", "checkout").label("tags",
                "slo").value("value", 3.1).value("threshold", 2).firing("2026-03-10T10:59:00.123Z").link(
                        "https://kibana.example/r1"),
                row(ACTIVE.with("threshold met", "recovered")).resolved("2026-03-10T10:59:00.123Z",
                        "2026-03-10T10:59:00.123Z"),
                row(SECURITY).severity("high").link("https://kibana.example/security").firing("2026-03-10T12:00:00Z"),
                row(ACTIVE.with("\"value\":\"3.1\"", "\"triggerValue\":\"930 ms\"")).alert(alert -> assertThat(alert
                        .getAnnotations()).containsEntry("trigger_value", "930 ms")),
                row("names of older versions",
                        "{\"alertId\":\"r1\",\"alertName\":\"Latency\",\"alertInstanceId\":\"h\",\"alertActionGroup\":\"recovered\"}")
                        .resolved("2026-03-10T12:00:00Z", "2026-03-10T12:00:00Z"),
                row("unfilled", "{\"rule\":{\"id\":\"{{rule.id}}\"}}").refused(RefusalReason.MISSING_FIELD,
                        "{{rule.id}}"));
    }

    @Override
    protected Stream<Group> identities() {
        return Stream.of(same("active and recovered", ACTIVE, ACTIVE.with("threshold met", "recovered")), different(
                "alerts of one rule", ACTIVE, ACTIVE.with("host-1", "host-2")));
    }
}
