package dev.tocsin.policytools.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.schemas.time.Durations;

/** The tree of routes, node by node, with Alertmanager's defaults at the root (dispatch/route.go, DefaultRouteOpts). */
final class Routes {

    private static final Duration GROUP_INTERVAL = Duration.ofMinutes(5);
    private static final Duration REPEAT = Duration.ofHours(4);
    private static final String ALL = "...";

    private final ImportDraft draft;
    private final Receivers receivers;
    private final Intervals intervals;
    private final Findings findings;
    private Duration longestRepeat = Duration.ZERO;
    private Duration longestInterval = Duration.ZERO;

    Routes(ImportDraft draft, Receivers receivers, Intervals intervals, Findings findings) {
        this.draft = draft;
        this.receivers = receivers;
        this.intervals = intervals;
        this.findings = findings;
    }

    void read(YamlNode root) {
        AlertmanagerForm.ROUTE.check(root, findings);
        var route = new Original(root);
        for (var key : List.of("match", "match_re", "matchers", "mute_time_intervals", "active_time_intervals")) {
            route.node(key).filter(node -> !isEmpty(node)).ifPresent(node -> findings.add(node.place(),
                    "the root route must not have '" + key + "'", "move it to a route below"));
        }
        if (route.text("receiver").isEmpty()) {
            findings.add(root.place(), "the root route must name a default receiver", "add 'receiver: NAME'");
        }
        if (route.node("continue").filter(node -> node instanceof Scalar scalar && YamlFlags.read(scalar).orElse(
                false)).isPresent()) {
            findings.add(route.node("continue").orElseThrow().place(),
                    "the root route must not have 'continue: true'", "remove it");
        }
        var lines = new ArrayList<String>();
        own(route, true, lines);
        children(route, Duration.ZERO, lines, "  ");
        draft.routing(lines);
        route.text("receiver").ifPresent(receiver -> draft.usual(receivers.target(receiver)));
    }

    /** How long a source may be silent about what still fires: longer than the longest time between two words of it. */
    Duration expiry() {
        return longestRepeat.plus(longestInterval).plusHours(1);
    }

    private static boolean isEmpty(YamlNode node) {
        return switch (node) {
            case YamlNode.Mapping mapping -> mapping.entries().isEmpty();
            case YamlNode.Sequence list -> list.items().isEmpty();
            case Scalar scalar -> scalar.isEmpty();
        };
    }

    private void children(Original route, Duration none, List<String> lines, String indent) {
        var items = route.items("routes");
        if (items.isEmpty()) {
            return;
        }
        lines.add("routes:");
        for (var item : items) {
            AlertmanagerForm.ROUTE.check(item, findings);
            var child = new Original(item);
            var own = new ArrayList<String>();
            var matchers = MatcherText.of(child, "match", "match_re", "matchers", findings);
            if (!matchers.isEmpty()) {
                own.add("when: " + Quoted.yaml(MatcherText.joined(matchers)));
            }
            child.scalar("continue").flatMap(YamlFlags::read).filter(goesOn -> goesOn).ifPresent(_ -> own.add(
                    "continue: true"));
            own(child, false, own);
            windows(child, "mute_time_intervals", "mute", own);
            windows(child, "active_time_intervals", "active", own);
            children(child, none, own, indent + "  ");
            if (own.isEmpty()) {
                lines.add("  - {}");
            }
            for (int line = 0; line < own.size(); line++) {
                lines.add((line == 0 ? "  - " : "    ") + own.get(line));
            }
        }
    }

    private void own(Original route, boolean root, List<String> lines) {
        receiver(route, lines);
        groupBy(route, root, lines);
        var wait = duration(route, "group_wait", Optional.empty(), true);
        lines.addAll(wait.or(() -> root ? Optional.of(Duration.ofSeconds(30)) : Optional.empty())
                .map(it -> "group-wait: " + Durations.written(it)).stream().toList());
        var interval = duration(route, "group_interval", root ? Optional.of(GROUP_INTERVAL) : Optional.empty(), false);
        interval.ifPresent(it -> {
            longestInterval = longest(longestInterval, it);
            lines.add("group-interval: " + Durations.written(it));
        });
        var repeat = duration(route, "repeat_interval", root ? Optional.of(REPEAT) : Optional.empty(), false);
        repeat.ifPresent(it -> {
            longestRepeat = longest(longestRepeat, it);
            lines.add("repeat: " + Durations.written(it));
        });
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private void receiver(Original route, List<String> lines) {
        route.scalar("receiver").ifPresent(name -> {
            if (!receivers.knows(name.text())) {
                findings.add(name.place(), "undefined receiver '" + name.text() + "' used in route",
                        "add it under 'receivers'");
                return;
            }
            lines.add("notify: " + receivers.target(name.text()).map(target -> Quoted.list(List.of(target))).orElse(
                    "[]"));
        });
    }

    private void groupBy(Original route, boolean root, List<String> lines) {
        var labels = route.scalars("group_by");
        var seen = new HashSet<String>();
        for (var label : labels) {
            if (!seen.add(label.text())) {
                findings.add(label.place(), "duplicated label '" + label.text() + "' in group_by", "remove one");
            } else if (!label.text().equals(ALL)) {
                MatcherText.label(label.text(), label.place(), findings);
            }
        }
        if (seen.contains(ALL) && seen.size() > 1) {
            findings.add(labels.getFirst().place(), "'...' stands beside other labels in group_by",
                    "keep either '...' or the labels");
        }
        // Alertmanager takes an empty list as none, and a child has its parent's then.
        if (!labels.isEmpty() || root) {
            lines.add("group-by: " + Quoted.list(seen(labels)));
        }
    }

    private static List<String> seen(List<Scalar> labels) {
        return labels.stream().map(Scalar::text).distinct().toList();
    }

    private Optional<Duration> duration(Original route, String key, Optional<Duration> usual, boolean zero) {
        var written = route.scalar(key);
        var parsed = written.flatMap(scalar -> Durations.parse(scalar.text()));
        parsed.filter(it -> it.isZero() && !zero).ifPresent(_ -> findings.add(written.orElseThrow().place(), key
                + " cannot be zero", "write a duration such as 5m"));
        return parsed.filter(it -> zero || it.isPositive()).or(() -> usual);
    }

    private void windows(Original route, String key, String written, List<String> lines) {
        var names = new ArrayList<String>();
        for (var name : route.scalars(key)) {
            if (intervals.knows(name.text())) {
                names.add(name.text());
            } else {
                findings.add(name.place(), "undefined time interval '" + name.text() + "' used in route",
                        "add it under 'time_intervals'");
            }
        }
        if (!names.isEmpty()) {
            lines.add(written + ": " + Quoted.list(names));
        }
    }

    /** Where the original says something. */
    static SourcePosition place(Original node, String key) {
        return node.node(key).map(YamlNode::place).orElse(node.place());
    }
}
