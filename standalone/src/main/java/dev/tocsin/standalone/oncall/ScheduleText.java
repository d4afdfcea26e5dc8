package dev.tocsin.standalone.oncall;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A schedule as a policy writes it. */
final class ScheduleText {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private ScheduleText() {}

    /**
     * The section {@code schedules} with one entry.
     *
     * @param layers
     *            its lines on layers; may be empty
     */
    static String of(String name, ZoneId zone, String layers, List<Duty> overrides) {
        var yaml = new StringBuilder("schedules:\n  " + name + ":\n    zone: " + zone + "\n" + layers);
        if (!overrides.isEmpty()) {
            yaml.append("    overrides:\n");
        }
        overrides.forEach(shift -> yaml.append("      - {people: ").append(people(shift.people())).append(", from: ")
                .append(moment(shift.from(), zone)).append(", until: ").append(moment(shift.to(), zone)).append("}\n"));
        return yaml.toString();
    }

    static String moment(Instant moment, ZoneId zone) {
        return "\"" + LOCAL.format(moment.atZone(zone)) + "\"";
    }

    static String people(Collection<String> names) {
        return names.stream().map(name -> "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
