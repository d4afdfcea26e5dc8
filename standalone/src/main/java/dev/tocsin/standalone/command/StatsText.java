package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.tocsin.schemas.time.Durations;
import tools.jackson.databind.JsonNode;

/** The figures of a period as tables of text. */
record StatsText(JsonNode report, PrintWriter out) {

    private static final int MOST = 10;

    /** A column: its title, and what it shows of a row. */
    private record Column(String title, Function<JsonNode, String> cell) {

        static Column text(String title, String field) {
            return new Column(title, row -> plain(row.path(field)));
        }

        static Column number(String title, String field) {
            return new Column(title, row -> Integer.toString(row.path(field).asInt()));
        }
    }

    void print() {
        var totals = report.path("totals");
        out.printf("%s to %s (days in %s)%n", plain(report.path("from")), plain(report.path("to")), plain(report.path(
                "zone")));
        report.path("notes").forEach(note -> out.println("incomplete: " + plain(note)));
        out.printf("%d opened, %d reopened, %d still open, %d open before, %d pages, %d of them at night%n", totals
                .path(
                        "opened").asInt(), totals.path("reopened").asInt(), totals.path("open").asInt(), totals.path(
                                "carriedIn").asInt(), totals.path("pages").asInt(), totals.path("pagesAtNight")
                                        .asInt());
        table("RESPONSE TIMES (median / 90 % / open)", "times", List.of(new Column("", row -> switch (plain(row.path(
                "by"))) {
            case "all" -> "all";
            case "team" -> "team " + (plain(row.path("name")).isEmpty() ? "(none)" : plain(row.path("name")));
            default -> plain(row.path("name"));
        }), Column.number("ROUNDS", "responses"), phase("ACKNOWLEDGE", "acknowledge"), phase("MITIGATE", "mitigate"),
                phase("RESOLVE", "resolve")));
        table("PAGES", "people", List.of(Column.text("PERSON", "person"), Column.number("PAGES", "pages"), Column
                .number(
                        "AT NIGHT", "atNight"), Column.number("NIGHTS", "nights"), Column.number("WEEKENDS",
                                "onWeekends"), Column
                                        .text("ZONE", "zone")));
        table("CLOCKS", "clocks", List.of(Column.text("CLOCK", "phase"), Column.text("SEVERITY", "severity"), Column
                .number("KEPT", "kept"), Column.number("MISSED", "missed"), Column.number("RUNNING", "running"), Column
                        .number("CANCELLED", "cancelled")));
        table("NOISIEST RULES", "rules", List.of(Column.number("PAGES", "pages"), Column.number("ROUNDS", "responses"),
                Column.number("ACTED ON", "actedOn"), Column.text("RULE", "rule")));
        table("NOISIEST ALERTS", "alerts", List.of(Column.number("FIRINGS", "firings"), Column.number("PAGES", "pages"),
                Column.text("SERVICE", "service"), Column.text("ALERT", "alert")));
        flappers();
        table("THE SAME AGAIN", "repeats", List.of(Column.number("TIMES", "times"), Column.text("SERVICE", "service"),
                new Column("SYMPTOM OR RULE", row -> plain(row.path("symptom")) + plain(row.path("rule")))));
        table("ALERT DEBT (always over within 5 min, never acted on)", "debt", List.of(Column.number("ROUNDS",
                "responses"), Column.number("PAGES", "pages"), Column.text("SERVICE", "service"), Column.text("ALERT",
                        "alert")));
    }

    private static Column phase(String title, String field) {
        return new Column(title, row -> seconds(row.path(field).path("times").path("medianSeconds")) + " / " + seconds(
                row.path(field).path("times").path("p90Seconds")) + " / " + row.path(field).path("open").asInt());
    }

    private void flappers() {
        var rows = report.path("flappers");
        if (rows.isEmpty()) {
            return;
        }
        out.printf("%nFLAPPING%n");
        rows.valueStream().limit(MOST).forEach(row -> {
            out.printf("%s of %s, %d firings%n", plain(row.path("alert")), plain(row.path("service")), row.path(
                    "firings")
                    .asInt());
            row.path("advice").forEach(advice -> out.println("    " + plain(advice.path("sentence"))));
        });
    }

    private void table(String title, String field, List<Column> columns) {
        var rows = report.path(field).valueStream().limit("times".equals(field) ? Long.MAX_VALUE : MOST).toList();
        if (rows.isEmpty()) {
            return;
        }
        var lines = new ArrayList<List<String>>();
        lines.add(columns.stream().map(Column::title).toList());
        rows.forEach(row -> lines.add(columns.stream().map(column -> column.cell().apply(row)).toList()));
        out.printf("%n%s%n", title);
        for (var line : lines) {
            var text = new StringBuilder();
            for (var place = 0; place < line.size(); place++) {
                var column = place;
                var width = Math.max(1, lines.stream().mapToInt(other -> other.get(column).length()).max().orElse(1));
                text.append(("%-" + width + "s  ").formatted(line.get(place)));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static String seconds(JsonNode seconds) {
        return seconds.isNumber() ? Durations.inWords(Duration.ofSeconds(seconds.asLong())) : "-";
    }

    /** Text of strangers must not steer a terminal. */
    private static String plain(JsonNode text) {
        return text.asString("").replaceAll("\\p{Cntrl}", " ");
    }
}
