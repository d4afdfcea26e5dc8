package dev.tocsin.policytools.imports;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tocsin.event.Matcher;
import dev.tocsin.policy.read.DurationReader;
import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode;

/**
 * The tree of routes as a list of rules of which the first that holds decides: deeper routes before the one that holds them,
 * and for a route that continues, first what it has in common with each later one.
 */
final class Routes {

    private static final int MOST_RULES = 400;
    private static final List<String> KNOWN = List.of("receiver", "match", "match_re", "matchers", "continue", "routes",
            "group_by", "group_wait", "group_interval", "repeat_interval", "mute_time_intervals",
            "active_time_intervals", "name");

    private final ImportDraft draft;
    private final Receivers receivers;
    private final Intervals intervals;
    private final Findings findings;
    private final Set<String> ids = new LinkedHashSet<>();

    Routes(ImportDraft draft, Receivers receivers, Intervals intervals, Findings findings) {
        this.draft = draft;
        this.receivers = receivers;
        this.intervals = intervals;
        this.findings = findings;
    }

    /** What a route hands on to those within. */
    private record Inherited(Optional<String> receiver, List<String> groupBy, Optional<String> repeat) {}

    /** An end of the tree. */
    private record End(List<Matcher> matchers, Set<String> receivers, List<String> groupBy, Optional<String> repeat,
            SourcePosition place) {

        End with(End later) {
            return new End(joined(matchers, later.matchers),
                    new LinkedHashSet<>(joined(List.copyOf(receivers), List.copyOf(later.receivers))), groupBy,
                    repeat, place);
        }

        End under(List<Matcher> outer) {
            return new End(joined(outer, matchers), receivers, groupBy, repeat, place);
        }
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    void read(YamlNode root) {
        var ends = ends(root, new Inherited(Optional.empty(), List.of(), Optional.empty()), List.of(), List.of());
        for (int i = 0; i < ends.size() - 1; i++) {
            rule(ends.get(i));
        }
        last(ends.getLast());
        receivers.unused().forEach((name, place) -> draft.note(place,
                "receiver '" + name + "' is not used by any route and is omitted"));
    }

    /** @param elsewhere
     *            what other routes take of it, each by its matchers */
    private List<End> ends(YamlNode node, Inherited from, List<Matcher> path, List<List<Matcher>> elsewhere) {
        var route = new Original(node);
        AlertmanagerImport.unknown(route, KNOWN, draft);
        var own = MatcherText.of(route, "match", "match_re", "matchers", draft);
        var receiver = route.text("receiver").or(from::receiver);
        var inherited = new Inherited(receiver, route.node("group_by").isPresent()
                ? route.words("group_by")
                : from.groupBy(), route.text("repeat_interval").or(from::repeat));
        timing(route);
        grouping(route);
        var full = joined(path, own);
        var within = route.items("routes").stream().map(this::matchers).toList();
        intervals.silences(route, full, joined(elsewhere, within));
        if (receiver.isEmpty()) {
            findings.add(node.place(), "the root route has no receiver", "add 'receiver: NAME'");
        } else if (!receivers.knows(receiver.get())) {
            findings.add(route.scalar("receiver").map(YamlNode::place).orElse(node.place()),
                    "unknown receiver '" + receiver.get() + "'", "add it under 'receivers'");
        }
        var ends = new ArrayList<>(children(route.items("routes"), 0, inherited, full, elsewhere).stream()
                .map(end -> end.under(own)).toList());
        ends.add(new End(own, Set.of(receiver.orElse("")), inherited.groupBy(), inherited.repeat(), node.place()));
        return ends;
    }

    private List<End> children(List<YamlNode> routes, int index, Inherited from, List<Matcher> path,
            List<List<Matcher>> elsewhere) {
        if (index == routes.size()) {
            return List.of();
        }
        var goesOn = new Original(routes.get(index)).isTrue("continue");
        var others = IntStream.range(0, routes.size()).filter(other -> other < index || (goesOn && other > index))
                .mapToObj(other -> matchers(routes.get(other))).toList();
        var own = ends(routes.get(index), from, path, joined(elsewhere, others));
        var rest = children(routes, index + 1, from, path, elsewhere);
        var all = new ArrayList<End>();
        if (!goesOn) {
            all.addAll(own);
        } else if ((own.size() + 1) * (rest.size() + 1) > MOST_RULES) {
            draft.note(routes.get(index).place(), "'continue' would need more than " + MOST_RULES
                    + " rules and is omitted: the first matching route decides");
            all.addAll(own);
        } else {
            for (var end : own) {
                rest.forEach(later -> all.add(end.with(later)));
                all.add(end);
            }
        }
        all.addAll(rest);
        return all;
    }

    private void timing(Original route) {
        Stream.of("group_wait", "group_interval").flatMap(key -> route.scalar(key).stream()
                .map(value -> new Imported.Note(value.place().line(), key))).forEach(found -> draft.note(
                        new SourcePosition(found.line(), 1), found.text()
                                + " has no equivalent: Tocsin pages at once, and later alerts join the incident"));
    }

    private void grouping(Original route) {
        if (route.words("group_by").contains("...")) {
            draft.note(route.node("group_by").orElseThrow().place(),
                    "group_by '...' (every label) has no equivalent: alerts of one service and name form one incident");
        }
    }

    private List<Matcher> matchers(YamlNode route) {
        return MatcherText.of(new Original(route), "match", "match_re", "matchers", draft);
    }

    private void rule(End end) {
        var id = unique(String.join("-", end.receivers()));
        var severity = severity(end.matchers());
        draft.rule(List.of("  - id: " + Quoted.yaml(id), "    reason: " + question(end), "    when: "
                + Quoted.yaml(MatcherText.joined(end.matchers())), "    severity: " + severity,
                "    correlate-by: " + correlateBy(end), "    ladder: " + Quoted.yaml(ladder(end))));
    }

    private void last(End end) {
        var ladder = ladder(end);
        draft.fallback(ladder, List.of("  reason: No specific route matches this alert", "  severity: SEV2",
                "  correlate-by: " + correlateBy(end), "  ladder: " + Quoted.yaml(ladder)));
    }

    private static String question(End end) {
        return Quoted.yaml("Routed to " + String.join(" and ", end.receivers()));
    }

    private String unique(String name) {
        var id = Quoted.name(name);
        for (int number = 2; !ids.add(id); number++) {
            id = Quoted.name(name).substring(0, Math.min(Quoted.name(name).length(), 56)) + "-" + number;
        }
        return id;
    }

    /** By what the route itself asks of the label 'severity'. */
    private static String severity(List<Matcher> matchers) {
        var asked = matchers.stream().filter(matcher -> matcher.getName().equals("severity") && matcher.getIsEqual())
                .map(matcher -> matcher.getValue().toLowerCase(java.util.Locale.ROOT)).findFirst().orElse("");
        if (asked.matches(".*(critical|page|fatal|emergency|disaster|p1|sev1|p0).*")) {
            return "SEV1";
        }
        return asked.matches(".*(info|warn|low|minor|none|notice|p3|p4).*") ? "SEV3" : "SEV2";
    }

    private static String correlateBy(End end) {
        var labels = end.groupBy().stream().filter(label -> !label.equals("..."))
                .map(label -> label.equals("alertname") ? "name" : label).distinct().toList();
        var by = end.groupBy().contains("...") ? List.of("service", "name") : labels;
        return by.isEmpty() ? "[service]" : Quoted.list(joined(List.of("service"), by));
    }

    private String ladder(End end) {
        var targets = end.receivers().stream().flatMap(receiver -> receivers.target(receiver).stream()).distinct()
                .toList();
        if (targets.isEmpty()) {
            draft.ladder("nobody", List.of("steps: []"));
            return "nobody";
        }
        var repeat = end.repeat().flatMap(written -> {
            var parsed = DurationReader.parse(written).filter(duration -> !duration.isZero());
            if (parsed.isEmpty()) {
                draft.note(end.place(), "repeat_interval " + written
                        + " is not a valid duration; the ladder runs once");
            }
            return parsed.map(_ -> written);
        });
        var name = Quoted.name(String.join("-", targets) + repeat.map(every -> "-every-" + every).orElse(""));
        var lines = new ArrayList<>(List.of("steps: [{after: 0m, notify: " + Quoted.list(targets) + "}]"));
        repeat.ifPresent(every -> lines.addAll(List.of("repeat: 100", "repeat-after: " + every)));
        draft.ladder(name, lines);
        return name;
    }
}
