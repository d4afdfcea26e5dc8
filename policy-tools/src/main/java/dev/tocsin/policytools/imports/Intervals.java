package dev.tocsin.policytools.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Matcher;

/** Named times as silences that come back: muted ones as they are, active ones turned around. */
final class Intervals {

    private final ImportDraft draft;
    private final Map<String, Original> byName = new HashMap<>();
    private int count;

    Intervals(ImportDraft draft, Original original) {
        this.draft = draft;
        for (var key : List.of("time_intervals", "mute_time_intervals")) {
            for (var item : original.items(key)) {
                var interval = new Original(item);
                interval.text("name").ifPresent(name -> byName.put(name, interval));
            }
        }
    }

    /**
     * What a route is silent about at some times.
     *
     * @param path
     *            what the route takes
     * @param elsewhere
     *            what other routes take of that, each by its matchers; it is not hidden
     */
    void silences(Original route, List<Matcher> path, List<List<Matcher>> elsewhere) {
        var when = MatcherText.without(path, elsewhere);
        for (var name : route.scalars("mute_time_intervals")) {
            weeks(name.text(), name.place().line()).ifPresent(weeks -> weeks.forEach(week -> add(when, week,
                    "Muted during " + name.text() + " in Alertmanager")));
        }
        var active = route.scalars("active_time_intervals");
        var all = new ArrayList<Week>();
        for (var name : active) {
            var weeks = weeks(name.text(), name.place().line());
            if (weeks.isEmpty()) {
                return;
            }
            all.addAll(weeks.get());
        }
        if (!active.isEmpty()) {
            var zones = all.stream().map(Week::zone).distinct().toList();
            if (zones.size() > 1) {
                draft.note(active.getFirst().place(),
                        "active_time_intervals in several time zones have no equivalent and are omitted");
                return;
            }
            all.stream().reduce(Week::and).ifPresent(week -> add(when, week.turnedAround(),
                    "Not active in Alertmanager outside of " + String.join(", ", route.words(
                            "active_time_intervals"))));
        }
    }

    private void add(String when, Week week, String reason) {
        var every = week.windows();
        if (!every.isEmpty()) {
            draft.silence("{id: muted-" + ++count + ", when: "
                    + Quoted.yaml(when)
                    + ", author: alertmanager, reason: " + Quoted.yaml(reason) + ", every: ["
                    + String.join(", ", every) + "]}");
        }
    }

    /** The weeks of an interval, one for each zone; empty, and noted, when it has no equal. */
    private Optional<List<Week>> weeks(String name, int line) {
        var interval = byName.get(name);
        if (interval == null) {
            draft.note(new dev.tocsin.policy.yaml.SourcePosition(line, 1), "unknown time interval '" + name + "'");
            return Optional.empty();
        }
        var weeks = new HashMap<String, Week>();
        for (var item : interval.items("time_intervals")) {
            var part = new Original(item);
            for (var key : List.of("days_of_month", "months", "years")) {
                if (part.node(key).isPresent()) {
                    draft.note(part.node(key).orElseThrow().place(), "'" + key + "' of '" + name
                            + "' has no equivalent: the interval is omitted everywhere");
                    return Optional.empty();
                }
            }
            var zone = part.text("location").orElse("UTC");
            weeks.computeIfAbsent(zone, Week::empty).add(part);
        }
        return Optional.of(List.copyOf(weeks.values()));
    }
}
