package dev.tocsin.ingest.format.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceTableTest;

class GrafanaFormatTest extends SourceTableTest {

    private static final Body VALUES = Body.payload("grafana/v11-firing-values");
    private static final Body NO_DATA = Body.payload("grafana/nodata-simplified-routing");
    private static final Body LEGACY = Body.payload("grafana/legacy-8-alerting");

    @Override
    protected AlertFormat format() {
        return new GrafanaFormat();
    }

    @Override
    protected Stream<Row> table() {
        return Stream.of(row(VALUES).named("Memory (copy)").summary("High memory usage").firing("2024-03-01T02:09:00Z")
                .value("A", 2473545728d).value("minute", 9).link(
                        "https://play.grafana.org/d/ece9fb32-7f71-4be9-bd94-2f23608ae5b9?orgId=1"),
                row("grafana/v9-mixed-value-strings").reading(reading -> assertThat(reading).isInstanceOfSatisfying(
                        Reading.Alerts.class, read -> {
                            assertThat(read.alerts()).extracting("status").containsExactly(AlertStatus.RESOLVED,
                                    AlertStatus.RESOLVED, AlertStatus.FIRING);
                            assertThat(read.alerts().getFirst().getValues()).containsEntry("B", 17d).containsEntry("C",
                                    1d);
                        })),
                row(NO_DATA).named("viable/strict is broken: no data").label("alertname", "DatasourceNoData").firing(
                        "2025-09-16T17:12:20Z").link("https://hud.pytorch.org"),
                row(LEGACY).named("Zeta CPU alert").firing("2026-03-10T12:00:00Z").label("job", "monitoring").value(
                        "user", 97.007606).link(
                                "https://grafana.domain.tld/dashboard/db/alarms?fullscreen&edit&tab=alert&panelId=1&orgId=1"),
                row(LEGACY.with("\"state\": \"alerting\"", "\"state\": \"ok\"")).resolved("2026-03-10T12:00:00Z",
                        "2026-03-10T12:00:00Z"),
                row(LEGACY.with("\"state\": \"alerting\"", "\"state\": \"no_data\"")).firing("2026-03-10T12:00:00Z"),
                row(LEGACY.with("\"ruleId\": 7", "\"ruleId\": 0")).noAlert(NoAlertReason.TEST_SEND),
                row(LEGACY.with("\"state\": \"alerting\"", "\"state\": \"paused\"")).noAlert(
                        NoAlertReason.SENDER_UPDATE));
    }

    @Override
    protected Stream<Group> identities() {
        return Stream.of(same("another contact point, another fingerprint", VALUES, VALUES.with("e6349a25f5ef0e9e",
                "0123456789abcdef")), same("legacy", LEGACY, LEGACY.with("\"state\": \"alerting\"",
                        "\"state\": \"ok\"")),
                different("rules", VALUES, NO_DATA, LEGACY));
    }
}
