package dev.tocsin.policytools.imports;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A random tree of routes with an evaluator of its own, written after the published semantics (prometheus/alertmanager,
 * docs/configuration.md, "route") and not after the code under test.
 */
record RandomRoutes(Node root, List<Span> windows) {

    private static final List<String> LABELS = List.of("a", "service", "team_x");
    private static final List<String> VALUES = List.of("", "x", "y", "x y", "C:\\dir", "\"q\"", "äöü", "x1");
    private static final List<String> REGEXES = List.of("x|y", ".*", ".+", "x.*", "[^y]*", "x1?", "", "ä.+");
    private static final List<String> RECEIVERS = List.of("default", "Команда A", "a/b", "a-b", "team 'x'",
            "production-eu-central-1-payments-platform-engineering-pagerduty-primary",
            "production-eu-central-1-payments-platform-engineering-pagerduty-secondary", "nobody", "007");
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata");
    private static final List<String> DAYS = List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday",
            "saturday");

    /** One comparison: an absent label is empty, a regular expression fits the whole value. */
    private record Match(String label, String operator, String value) {

        boolean holds(Map<String, String> labels) {
            var actual = labels.getOrDefault(label, "");
            return switch (operator) {
                case "=" -> actual.equals(value);
                case "!=" -> !actual.equals(value);
                case "=~" -> Pattern.matches(value, actual);
                default -> !Pattern.matches(value, actual);
            };
        }

        String text() {
            return label + operator + "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
    }

    /** A time interval: all that it names must hold. */
    record Span(int from, int to, int firstDay, int lastDay, int dayFrom, int dayTo, String zone) {

        boolean holds(Instant at) {
            var local = at.atZone(ZoneId.of(zone));
            int minute = local.getHour() * 60 + local.getMinute();
            int weekday = local.getDayOfWeek().getValue() % 7;
            int length = local.toLocalDate().lengthOfMonth();
            int first = dayFrom > 0 ? dayFrom : length + dayFrom + 1;
            int last = dayTo > 0 ? dayTo : length + dayTo + 1;
            return minute >= from && minute < to && weekday >= firstDay && weekday <= lastDay && first <= length
                    && local.getDayOfMonth() >= Math.max(first, 1) && local.getDayOfMonth() <= Math.min(last, length);
        }

        String yaml() {
            return "{times: [{start_time: '%02d:%02d', end_time: '%02d:%02d'}], weekdays: ['%s:%s'], ".formatted(from
                    / 60, from % 60, to / 60, to % 60, DAYS.get(firstDay), DAYS.get(lastDay))
                    + "days_of_month: ['" + dayFrom + ":" + dayTo + "'], location: '" + zone + "'}";
        }
    }

    private record Node(String receiver, List<Match> matches, boolean goesOn, List<Integer> mute, List<Integer> active,
            List<Node> children) {}

    static RandomRoutes make(Random random) {
        var windows = new ArrayList<Span>();
        for (int i = 0; i < 3; i++) {
            int from = random.nextInt(1_380);
            int firstDay = random.nextInt(7);
            int dayFrom = random.nextBoolean() ? 1 + random.nextInt(31) : -1 - random.nextInt(31);
            int dayTo = dayFrom > 0
                    ? Math.min(31, dayFrom + random.nextInt(31))
                    : Math.min(-1, dayFrom + random
                            .nextInt(31));
            windows.add(new Span(from, from + 1 + random.nextInt(1_440 - from), firstDay, firstDay + random.nextInt(7
                    - firstDay), dayFrom, dayTo, any(ZONES, random)));
        }
        return new RandomRoutes(new Node(any(RECEIVERS, random), List.of(), false, List.of(), List.of(), nodes(random,
                3)), windows);
    }

    private static List<Node> nodes(Random random, int depth) {
        var nodes = new ArrayList<Node>();
        for (int i = random.nextInt(5); i > 0 && depth > 0; i--) {
            var matches = new ArrayList<Match>();
            for (int m = random.nextInt(3); m > 0; m--) {
                var operator = any(List.of("=", "=", "!=", "=~", "!~"), random);
                matches.add(new Match(any(LABELS, random), operator, any(operator.endsWith("~") ? REGEXES : VALUES,
                        random)));
            }
            nodes.add(new Node(random.nextInt(4) == 0 ? "" : any(RECEIVERS, random), matches, random.nextInt(3) == 0,
                    some(random), some(random), nodes(random, depth - 1)));
        }
        return nodes;
    }

    private static List<Integer> some(Random random) {
        return random.nextInt(3) == 0 ? List.of(random.nextInt(3)) : List.of();
    }

    private static <T> T any(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    static Map<String, String> labels(Random random) {
        var labels = new TreeMap<String, String>();
        labels.put("alertname", "Down");
        LABELS.forEach(label -> {
            var value = any(VALUES, random);
            if (!value.isEmpty()) {
                labels.put(label, value);
            }
        });
        return labels;
    }

    /** The nodes that take an alert, in order, each with its receiver and whether it is mute. */
    List<String> takers(Map<String, String> labels, Instant at) {
        var takers = new ArrayList<String>();
        take(root, root.receiver(), labels, at, takers);
        return takers;
    }

    private boolean take(Node node, String inherited, Map<String, String> labels, Instant at, List<String> takers) {
        if (!node.matches().stream().allMatch(match -> match.holds(labels))) {
            return false;
        }
        var receiver = node.receiver().isEmpty() ? inherited : node.receiver();
        var taken = false;
        for (var child : node.children()) {
            var took = take(child, receiver, labels, at, takers);
            taken |= took;
            if (took && !child.goesOn()) {
                break;
            }
        }
        if (!taken) {
            takers.add(receiver + (isMute(node, at) ? " mute" : ""));
        }
        return true;
    }

    private boolean isMute(Node node, Instant at) {
        return node.mute().stream().anyMatch(window -> windows.get(window).holds(at)) || (!node.active().isEmpty()
                && node.active().stream().noneMatch(window -> windows.get(window).holds(at)));
    }

    String yaml() {
        var yaml = new StringBuilder("route:\n");
        write(root, "  ", "  ", yaml);
        yaml.append("time_intervals:\n");
        for (int i = 0; i < windows.size(); i++) {
            yaml.append("  - {name: 'w ").append(i).append("', time_intervals: [").append(windows.get(i).yaml()).append(
                    "]}\n");
        }
        yaml.append("receivers:\n");
        RECEIVERS.forEach(name -> yaml.append("  - {name: ").append(quoted(name)).append(
                ", webhook_configs: [{url: 'http://x.example.org/'}]}\n"));
        return yaml.toString();
    }

    private static void write(Node node, String first, String indent, StringBuilder yaml) {
        var lines = new ArrayList<String>();
        if (!node.receiver().isEmpty()) {
            lines.add("receiver: " + quoted(node.receiver()));
        }
        if (!node.matches().isEmpty()) {
            lines.add("matchers: [" + String.join(", ", node.matches().stream().map(match -> quoted(match.text()))
                    .toList()) + "]");
        }
        lines.add("continue: " + (node.goesOn() ? "yes" : "no"));
        names("mute_time_intervals", node.mute(), lines);
        names("active_time_intervals", node.active(), lines);
        yaml.append(first).append(lines.getFirst()).append('\n');
        lines.stream().skip(1).forEach(line -> yaml.append(indent).append(line).append('\n'));
        if (!node.children().isEmpty()) {
            yaml.append(indent).append("routes:\n");
            node.children().forEach(child -> write(child, indent + "  - ", indent + "    ", yaml));
        }
    }

    private static void names(String key, List<Integer> windows, List<String> lines) {
        if (!windows.isEmpty()) {
            lines.add(key + ": [" + String.join(", ", windows.stream().map(window -> "'w " + window + "'").toList())
                    + "]");
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
