package dev.tocsin.standalone.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import dev.tocsin.policytools.drills.Drill;
import dev.tocsin.policytools.drills.DrillEvent;
import dev.tocsin.policytools.drills.DrillResult;
import dev.tocsin.policytools.drills.DrillTimes;

/** Says in words what came of a drill: minute by minute who would be told what, and what is not as expected. */
public final class DrillReport {

    private static final int ALIKE = 5;
    private static final String MARGIN = "    ";

    private final boolean quiet;
    private final boolean messages;

    /**
     * A report.
     *
     * @param quiet
     *            only what wakes somebody
     * @param messages
     *            with what each would read
     */
    public DrillReport(boolean quiet, boolean messages) {
        this.quiet = quiet;
        this.messages = messages;
    }

    /** Everything that happened, a line for each. */
    public List<String> course(Drill drill, DrillBook.Result result) {
        var lines = new ArrayList<String>();
        lines.add(drill.name() + " (from " + drill.at() + ")");
        if (result instanceof DrillBook.Result.Played played) {
            var incidents = played.happenings().stream().map(DrillEvent::incident).distinct().count();
            together(played.happenings()).forEach((what, who) -> lines.addAll(lines(what, who, incidents > 1)));
            if (lines.size() == 1) {
                lines.add("no notifications");
            }
        }
        return lines;
    }

    /** What is told to one at the same time for the same reason, by several channels. */
    private Map<Event, List<DrillEvent>> together(List<DrillEvent> happenings) {
        var events = new LinkedHashMap<Event, List<DrillEvent>>();
        for (var happening : happenings) {
            switch (happening) {
                case DrillEvent.Told told when !quiet || wakes(told) -> events.computeIfAbsent(new Event(told.at(), told
                        .incident(), told.kind().toUpperCase(Locale.ROOT).replace('-', ' '), told.target(), told
                                .why()), _ -> new ArrayList<>()).add(told);
                case DrillEvent.Fact fact when !quiet -> events.computeIfAbsent(new Event(fact.at(), fact.incident(),
                        fact.kind().replace('-', ' '), "", ""), _ -> new ArrayList<>()).add(fact);
                case DrillEvent _ -> {
                }
            }
        }
        return events;
    }

    private record Event(Duration at, int incident, String kind, String target, String why) {}

    private static boolean wakes(DrillEvent.Told told) {
        return switch (told.what()) {
            case PAGE, PAGE_MISSED, LADDER_EXHAUSTED -> true;
            default -> false;
        };
    }

    private List<String> lines(Event event, List<DrillEvent> all, boolean numbered) {
        var lines = new ArrayList<String>();
        var beginning = "%-12s %s%-18s ".formatted(DrillTimes.shown(event.at()), numbered
                ? "#" + event.incident() + " "
                : "", event.kind());
        if (event.target().isEmpty()) {
            all.stream().limit(ALIKE).forEach(fact -> lines.add(beginning + firstLine(fact.text())));
            if (all.size() > ALIKE) {
                lines.add(beginning + "... and " + (all.size() - ALIKE) + " more");
            }
            return lines;
        }
        var channels = new TreeSet<String>();
        all.forEach(told -> channels.add(((DrillEvent.Told) told).channel()));
        lines.add(beginning + event.target() + "  by " + String.join(", ", channels) + "  " + event.why());
        if (messages) {
            all.stream().map(DrillEvent::text).distinct().flatMap(String::lines).forEach(line -> lines.add(MARGIN
                    + "| " + line));
        }
        return lines;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** One line a fact; none when all is as expected. */
    public List<String> differences(Path file, Drill drill, DrillBook.Result result) {
        return switch (result) {
            case DrillBook.Result.Unplayable(var place, var why) -> List.of("%s:%d:%d: %s: failed".formatted(file, place
                    .line(), place.column(), drill.name()), MARGIN + why);
            case DrillBook.Result.Played played when played.isAsExpected() -> List.of();
            case DrillBook.Result.Played played -> differences(file, drill, played);
        };
    }

    private static List<String> differences(Path file, Drill drill, DrillBook.Result.Played played) {
        var lines = new ArrayList<String>();
        lines.add("%s:%d:%d: %s: failed".formatted(file, drill.place().line(), drill.place().column(), drill.name()));
        var width = played.differences().stream().mapToInt(it -> expected(it).length()).max().orElse(0);
        var table = MARGIN + "%-" + Math.max(8, width) + "s | %s";
        if (!played.differences().isEmpty()) {
            lines.add(table.formatted("expected", "actual"));
        }
        played.differences().forEach(it -> lines.add(table.formatted(expected(it), it.happened().map(DrillReport::shown)
                .orElse("nothing"))));
        played.inTheEnd().forEach(it -> lines.add(MARGIN + "line %d: %s: expected %s, got %s".formatted(it.place()
                .line(), it.what(), it.expected(), it.came())));
        return lines;
    }

    private static String expected(DrillResult.Difference difference) {
        return difference.place().map(place -> "line " + place.line() + ": ").orElse("") + (difference.expected()
                .isEmpty() ? "nothing" : difference.expected());
    }

    private static String shown(DrillEvent happening) {
        return DrillTimes.shown(happening.at()) + "  " + switch (happening) {
            case DrillEvent.Fact fact -> fact.kind() + "  " + firstLine(fact.text()) + " " + fact.details();
            case DrillEvent.Told told -> told.kind().toUpperCase(Locale.ROOT).replace('-', ' ') + "  " + told.target()
                    + "  by " + told.channel() + (told.address().isEmpty() ? "" : "  at " + told.address()) + "  "
                    + told
                            .why();
        };
    }
}
