package dev.tocsin.policytools.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.policy.read.RenamedKeys;
import dev.tocsin.policy.yaml.YamlDocument;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Entry;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlNode.Sequence;

/**
 * What another text of a policy changes: things with a name are compared by name, wherever they stand; order, comments and
 * the way of writing do not count, except the order of rules and severities, which decides.
 */
public final class PolicyDiff {

    /** Sections in which the order decides. */
    private static final Set<String> ORDERED = Set.of("rules", "severities");

    /** What changes decisions most comes first. */
    private static final List<String> FIRST = List.of("severities", "rules", "fallback", "defaults", "ladders",
            "targets", "channels");

    private final List<String> lines = new ArrayList<>();

    private PolicyDiff() {}

    /** One line a change, what decides most first; none when both mean the same. */
    public static List<String> between(String before, String after) {
        var diff = new PolicyDiff();
        var left = sections(before);
        var right = sections(after);
        var names = new LinkedHashSet<>(FIRST);
        names.addAll(left.keySet());
        names.addAll(right.keySet());
        for (var section : names) {
            diff.section(section, Optional.ofNullable(left.get(section)), Optional.ofNullable(right.get(section)));
        }
        return diff.lines;
    }

    /** How an element is written, without regard to order, comments and layout; empty if the text does not have it. */
    static Optional<String> written(String text, PolicyElement element) {
        return node(text, element).map(PolicyDiff::shown);
    }

    /** The lines of an element. */
    static LineRange lines(String text, PolicyElement element) {
        return node(text, element).map(node -> new LineRange(node.place().line(), last(node))).orElse(LineRange.NONE);
    }

    private static Optional<YamlNode> node(String text, PolicyElement element) {
        var section = Optional.ofNullable(sections(text).get(element.section()));
        return element.name().isEmpty()
                ? section
                : named(section).flatMap(things -> Optional.ofNullable(things.get(element.name())));
    }

    private static int last(YamlNode node) {
        return switch (node) {
            case Scalar scalar -> scalar.place().line();
            case Sequence list -> list.items().stream().mapToInt(PolicyDiff::last).max().orElse(list.place().line());
            case Mapping mapping -> mapping.entries().stream().mapToInt(entry -> Math.max(entry.key().place().line(),
                    last(entry.value()))).max().orElse(mapping.place().line());
        };
    }

    private static Map<String, YamlNode> sections(String text) {
        var sections = new LinkedHashMap<String, YamlNode>();
        YamlDocument.read(text, (at, problem, writeInstead) -> {}).map(root -> RenamedKeys.current(root, (at, problem,
                writeInstead) -> {}))
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .ifPresent(root -> root.entries().forEach(entry -> sections.put(entry.key().text(), entry.value())));
        return sections;
    }

    private void section(String name, Optional<YamlNode> before, Optional<YamlNode> after) {
        var left = named(before);
        var right = named(after);
        if (left.isEmpty() || right.isEmpty()) {
            value(name, before, after);
            return;
        }
        var one = singular(name);
        left.get().forEach((key, node) -> {
            if (!right.get().containsKey(key)) {
                lines.add(one + " '" + key + "' removed");
            }
        });
        right.get().forEach((key, node) -> {
            if (!left.get().containsKey(key)) {
                lines.add(one + " '" + key + "' added: " + shown(node));
            } else if (!shown(left.get().get(key)).equals(shown(node))) {
                lines.add(one + " '" + key + "' changed: " + changes(left.get().get(key), node));
            }
        });
        if (ORDERED.contains(name)) {
            moved(List.copyOf(left.get().keySet()), List.copyOf(right.get().keySet()))
                    .forEach(key -> lines.add(one + " '" + key + "' moved: now " + place(right.get(), key)));
        }
    }

    private void value(String name, Optional<YamlNode> before, Optional<YamlNode> after) {
        var left = before.map(PolicyDiff::shown);
        var right = after.map(PolicyDiff::shown);
        if (left.equals(right)) {
            return;
        }
        if (left.isPresent() && right.isPresent()) {
            lines.add(name + " changed: " + changes(before.orElseThrow(), after.orElseThrow()));
        } else {
            lines.add(right.map(now -> name + " added: " + now).orElseGet(() -> name + " removed"));
        }
    }

    /** Things by name; empty for what is none. A missing section has no things. */
    private static Optional<Map<String, YamlNode>> named(Optional<YamlNode> node) {
        if (node.isEmpty()) {
            return Optional.of(Map.of());
        }
        var things = new LinkedHashMap<String, YamlNode>();
        switch (node.get()) {
            case Mapping mapping when mapping.entries().stream().noneMatch(entry -> entry.value() instanceof Scalar) ->
                mapping.entries().forEach(entry -> things.put(entry.key().text(), entry.value()));
            case Sequence sequence -> {
                for (var item : sequence.items()) {
                    var id = id(item);
                    if (id.isEmpty() || things.put(id.get(), item) != null) {
                        return Optional.empty();
                    }
                }
            }
            case YamlNode other -> {
                return Optional.empty();
            }
        }
        return Optional.of(things);
    }

    private static Optional<String> id(YamlNode item) {
        return item instanceof Mapping mapping
                ? mapping.entries().stream().filter(entry -> entry.key().text().equals("id")).map(Entry::value)
                        .filter(Scalar.class::isInstance).map(node -> ((Scalar) node).text()).findFirst()
                : Optional.empty();
    }

    private static String changes(YamlNode before, YamlNode after) {
        if (!(before instanceof Mapping left) || !(after instanceof Mapping right)) {
            return shown(before) + " -> " + shown(after);
        }
        var was = values(left);
        var is = values(right);
        return Stream.concat(was.keySet().stream(), is.keySet().stream()).distinct()
                .filter(key -> !Optional.ofNullable(was.get(key)).equals(Optional.ofNullable(is.get(key))))
                .map(key -> key + " " + was.getOrDefault(key, "(none)") + " -> " + is.getOrDefault(key, "(none)"))
                .reduce((one, other) -> one + "; " + other).orElse("");
    }

    private static Map<String, String> values(Mapping mapping) {
        var values = new LinkedHashMap<String, String>();
        mapping.entries().forEach(entry -> values.put(entry.key().text(), shown(entry.value())));
        return values;
    }

    private static String shown(YamlNode node) {
        return switch (node) {
            case Scalar scalar -> scalar.text().strip().replaceAll("\\s+", " ");
            case Sequence list -> list.items().stream().map(PolicyDiff::shown).toList().toString();
            case Mapping mapping -> mapping.entries().stream()
                    .map(entry -> entry.key().text() + ": " + shown(entry.value())).toList().toString()
                    .replaceFirst("^\\[", "{").replaceFirst("\\]$", "}");
        };
    }

    /** The fewest that must be taken out so that the others stand in the same order. */
    private static List<String> moved(List<String> before, List<String> after) {
        var kept = new UnifiedDiff(before.stream().filter(after::contains).toList(),
                after.stream().filter(before::contains).toList());
        return kept.removed();
    }

    private static String place(Map<String, YamlNode> things, String key) {
        var keys = List.copyOf(things.keySet());
        var at = keys.indexOf(key);
        return at == 0 ? "the first" : "after '" + keys.get(at - 1) + "'";
    }

    static String singular(String section) {
        return switch (section) {
            case "severities" -> "severity";
            case "calendars", "services", "symptoms", "sources", "rules", "silences", "storms", "escalations", "plans",
                    "stakeholders", "ladders", "targets", "schedules", "channels" ->
                section.substring(0, section.length() - 1);
            case "inhibit" -> "inhibition";
            case String other -> other;
        };
    }
}
