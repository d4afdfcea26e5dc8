package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/** Incidents as a table: one line for each, the title last because it may be long. */
final class IncidentTable {

    private static final List<String> HEAD = List.of("ID", "SEVERITY", "STATE", "SERVICE", "AGE", "ACKNOWLEDGED BY",
            "TITLE");

    private IncidentTable() {}

    /** Prints what the console's API answered. */
    static void print(List<JsonNode> incidents, Instant now, PrintWriter out) {
        var lines = new ArrayList<List<String>>();
        lines.add(HEAD);
        incidents.forEach(incident -> lines.add(List.of(plain(incident, "id"), plain(incident, "severity"), plain(
                incident, "state").toLowerCase(java.util.Locale.ROOT), plain(incident, "service"), age(incident, now),
                plain(incident, "acknowledgedBy"), plain(incident, "title"))));
        for (var line : lines) {
            var text = new StringBuilder();
            for (var column = 0; column < line.size(); column++) {
                var width = width(lines, column);
                var last = column == line.size() - 1;
                text.append(last ? line.get(column) : ("%-" + width + "s  ").formatted(line.get(column)));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(1);
    }

    private static String age(JsonNode incident, Instant now) {
        var opened = plain(incident, "openedAt");
        if (opened.isEmpty()) {
            return "-";
        }
        var age = Duration.between(Instant.parse(opened), now);
        if (age.toMinutes() < 1) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + "m";
        }
        return age.toDays() < 1
                ? age.toHours() + "h" + age.toMinutesPart() + "m"
                : age.toDays() + "d" + age
                        .toHoursPart() + "h";
    }

    /** Text of strangers must not steer a terminal. */
    private static String plain(JsonNode incident, String field) {
        return incident.path(field).asString("").replaceAll("\\p{Cntrl}", " ");
    }
}
