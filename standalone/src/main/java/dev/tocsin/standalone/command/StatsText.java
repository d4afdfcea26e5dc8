package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.tocsin.schemas.time.Durations;
import dev.tocsin.standalone.listing.Column;
import dev.tocsin.standalone.listing.Plain;
import dev.tocsin.standalone.listing.Screen;
import dev.tocsin.standalone.listing.Table;
import tools.jackson.databind.JsonNode;

/** The figures of a period as tables of text. */
record StatsText(JsonNode report, PrintWriter out) {

    private static final int MOST = 10;

    void print() {
        var totals = report.path("totals");
        out.printf("%s to %s (days in %s)%n", Plain.text(report.path("from")), Plain.text(report.path("to")), Plain
                .text(report.path(
                        "zone")));
        report.path("notes").forEach(note -> out.println("incomplete: " + Plain.text(note)));
        out.printf("%d opened, %d reopened, %d still open, %d open before, %d pages, %d of them at night%n", totals
                .path(
                        "opened").asInt(), totals.path("reopened").asInt(), totals.path("open").asInt(), totals.path(
                                "carriedIn").asInt(), totals.path("pages").asInt(), totals.path("pagesAtNight")
                                        .asInt());
        table("RESPONSE TIMES (median / 90 % / open)", "times", List.of(Column.of("", row -> switch (Plain.text(row
                .path(
                        "by"))) {
            case "all" -> "all";
            case "team" -> "team " + (Plain.text(row.path("name")).isEmpty() ? "(none)" : Plain.text(row.path("name")));
            default -> Plain.text(row.path("name"));
        }), number("ROUNDS", "responses"), phase("ACKNOWLEDGE", "acknowledge"), phase("MITIGATE", "mitigate"),
                phase("RESOLVE", "resolve")));
        table("PAGES", "people", List.of(Column.of("PERSON", "person"), number("PAGES", "pages"), number(
                "AT NIGHT", "atNight"), number("NIGHTS", "nights"), number("WEEKENDS",
                        "onWeekends"), Column.of("ZONE", "zone")));
        table("CLOCKS", "clocks", List.of(Column.of("CLOCK", "phase"), Column.of("SEVERITY", "severity"), number("KEPT",
                "kept"), number("MISSED", "missed"), number("RUNNING", "running"), number("CANCELLED", "cancelled")));
        table("NOISIEST RULES", "rules", List.of(number("PAGES", "pages"), number("ROUNDS", "responses"),
                number("ACTED ON", "actedOn"), Column.of("RULE", "rule")));
        table("NOISIEST ALERTS", "alerts", List.of(number("FIRINGS", "firings"), number("PAGES", "pages"),
                Column.of("SERVICE", "service"), Column.of("ALERT", "alert")));
        flappers();
        table("THE SAME AGAIN", "repeats", List.of(number("TIMES", "times"), Column.of("SERVICE", "service"),
                Column.of("SYMPTOM OR RULE", row -> Plain.text(row.path("symptom")) + Plain.text(row.path("rule")))));
        table("ALERT DEBT (always over within 5 min, never acted on)", "debt", List.of(number("ROUNDS",
                "responses"), number("PAGES", "pages"), Column.of("SERVICE", "service"), Column.of("ALERT",
                        "alert")));
    }

    private static Column phase(String title, String field) {
        return Column.of(title, row -> seconds(row.path(field).path("times").path("medianSeconds")) + " / " + seconds(
                row.path(field).path("times").path("p90Seconds")) + " / " + row.path(field).path("open").asInt());
    }

    private void flappers() {
        var rows = report.path("flappers");
        if (rows.isEmpty()) {
            return;
        }
        out.printf("%nFLAPPING%n");
        rows.valueStream().limit(MOST).forEach(row -> {
            out.printf("%s of %s, %d firings%n", Plain.text(row.path("alert")), Plain.text(row.path("service")), row
                    .path(
                            "firings")
                    .asInt());
            row.path("advice").forEach(advice -> out.println("    " + Plain.text(advice.path("sentence"))));
        });
    }

    private void table(String title, String field, List<Column> columns) {
        var rows = report.path(field).valueStream().limit("times".equals(field) ? Long.MAX_VALUE : MOST).toList();
        if (rows.isEmpty()) {
            return;
        }
        out.printf("%n%s%n", title);
        new Table(columns, Screen.PIPE, Instant.EPOCH).lines(rows).forEach(out::println);
    }

    private static Column number(String head, String field) {
        return Column.of(head, row -> Integer.toString(row.path(field).asInt()));
    }

    private static String seconds(JsonNode seconds) {
        return seconds.isNumber() ? Durations.inWords(Duration.ofSeconds(seconds.asLong())) : "-";
    }
}
