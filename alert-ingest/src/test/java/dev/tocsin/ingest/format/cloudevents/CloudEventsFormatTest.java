package dev.tocsin.ingest.format.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceTableTest;
import dev.tocsin.ingest.format.refusal.RefusalReason;

class CloudEventsFormatTest extends SourceTableTest {

    private static final String TEXT = """
            {"specversion":"1.0","id":"e1","source":"/checks","type":"org.example.alert","subject":"db-1/disk","time":"2026-03-10T10:59:00Z",
             "data":{"status":"firing","severity":"high","summary":"disk full","service":"orders","url":"https://checks.example/1"}}""";
    private static final Body FIRING = Body.text("structured", TEXT).header("content-type",
            "application/cloudevents+json; charset=utf-8");
    private static final Body BINARY = Body.text("binary",
            "{\"status\":\"firing\",\"severity\":\"high\",\"summary\":\"disk full\",\"service\":\"orders\"}").header(
                    "content-type", "application/json").header("ce-specversion", "1.0").header("ce-id", "e1").header(
                            "ce-source", "/checks").header("ce-type", "org.example.alert").header("ce-subject",
                                    "db-1%2Fdisk").header("ce-time", "\"2026-03-10T10:59:00Z\"");

    @Override
    protected AlertFormat format() {
        return new CloudEventsFormat();
    }

    @Override
    protected Stream<Row> table() {
        return Stream.of(row(FIRING).firing("2026-03-10T10:59:00Z").severity("high").label("service", "orders").summary(
                "disk full").link("https://checks.example/1"), row(BINARY).firing("2026-03-10T10:59:00Z").label(
                        "service", "orders"),
                row(FIRING.with("\"status\":\"firing\"", "\"status\":\"resolved\"")).resolved("2026-03-10T10:59:00Z",
                        "2026-03-10T10:59:00Z"),
                row(FIRING.with("\"status\":\"firing\",\"severity\":\"high\",", "").with("example.alert",
                        "example.alert.resolved")).resolved("2026-03-10T10:59:00Z", "2026-03-10T10:59:00Z"),
                row(Body.text("batch", "[" + TEXT + "," + TEXT.replace("db-1", "db-2") + ",{\"id\":\"x\"}]").header(
                        "content-type", "application/cloudevents-batch+json")).reading(reading -> assertThat(reading)
                                .isInstanceOfSatisfying(Reading.Alerts.class, read -> {
                                    assertThat(read.alerts()).hasSize(2);
                                    assertThat(read.leftOut()).isPresent();
                                })),
                row("cloudevents/structured-null-subject").noAlert(NoAlertReason.UNDECIDED), row(
                        "cloudevents/structured-base64-no-content-type").noAlert(NoAlertReason.UNDECIDED), row(FIRING
                                .with("\"id\":\"e1\",", "")).refused(RefusalReason.MISSING_FIELD, "'id'"), row(BINARY
                                        .header("ce-type", "")).refused(RefusalReason.MISSING_FIELD, "'type'"));
    }

    @Override
    protected Stream<Group> identities() {
        return Stream.of(same("modes and states", FIRING, BINARY, FIRING.with("\"status\":\"firing\"",
                "\"status\":\"ok\"").with("\"e1\"", "\"e2\"")), different("subjects", FIRING, FIRING.with("db-1",
                        "db-2")));
    }
}
