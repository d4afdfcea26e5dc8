package dev.tocsin.console.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.console.report.ClockRun.State;
import dev.tocsin.schemas.incident.ClockKind;

/**
 * Response clocks of a kind and severity that started in the period.
 *
 * @param phase
 *            key of the clock, such as {@code respond}
 * @param severity
 *            whose deadline it had last
 * @param kept
 *            met in time
 * @param missed
 *            met late, or not met when the deadline passed
 * @param running
 *            not yet due
 * @param cancelled
 *            cancelled before the deadline
 * @param incidents
 *            incidents that missed it
 */
public record ClockFigures(String phase, String severity, int kept, int missed, int running, int cancelled,
        List<String> incidents) implements Named {

    public ClockFigures {
        incidents = List.copyOf(incidents);
    }

    private record Key(String phase, String severity) {}

    private record Run(IncidentHistory incident, ClockRun clock) {}

    /** A row for each kind and severity, in the order of the work. */
    static List<ClockFigures> of(Scope scope) {
        Map<Key, List<Run>> runs = new LinkedHashMap<>();
        scope.incidents().forEach(incident -> incident.clocks().stream().filter(clock -> scope.query().contains(clock
                .startedAt())).forEach(clock -> runs.computeIfAbsent(new Key(clock.phase(), clock.severity()),
                        _ -> new ArrayList<>()).add(new Run(incident, clock))));
        var sorted = new TreeMap<Key, List<Run>>(Comparator.comparingInt((Key key) -> ClockKind.of(key.phase()).map(
                ClockKind::ordinal).orElse(Integer.MAX_VALUE)).thenComparing(Key::phase).thenComparing(Key::severity,
                        scope.worstFirst()));
        sorted.putAll(runs);
        return sorted.entrySet().stream().map(each -> row(each.getKey(), each.getValue())).toList();
    }

    private static ClockFigures row(Key key, List<Run> runs) {
        return new ClockFigures(key.phase(), key.severity(), count(runs, State.KEPT), count(runs, State.MISSED), count(
                runs, State.RUNNING), count(runs, State.CANCELLED), Scope.named(runs.stream().filter(run -> run.clock()
                        .state() == State.MISSED).map(Run::incident)));
    }

    private static int count(List<Run> runs, State state) {
        return (int) runs.stream().filter(run -> run.clock().state() == state).count();
    }
}
