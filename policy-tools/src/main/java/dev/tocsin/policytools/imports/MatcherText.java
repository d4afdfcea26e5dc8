package dev.tocsin.policytools.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.event.Matcher;
import dev.tocsin.policy.condition.WrittenMatchers;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Matchers of the original, in the old forms and the new one, as a policy writes them. */
final class MatcherText {

    private MatcherText() {}

    /** What stands behind the three keys, in order. What cannot be read is noted. */
    static List<Matcher> of(Original node, String match, String matchRegex, String matchers, ImportDraft draft) {
        var found = new ArrayList<Matcher>();
        node.node(match).ifPresent(map -> new Original(map).entries().forEach(entry -> found
                .add(new Matcher(entry.key().text(), text(entry.value()), false, true))));
        node.node(matchRegex).ifPresent(map -> new Original(map).entries().forEach(entry -> found
                .add(new Matcher(entry.key().text(), text(entry.value()), true, true))));
        for (var written : node.scalars(matchers)) {
            // In braces, so that a bare name that CEL knows too is a label.
            var braced = written.text().strip().startsWith("{") ? written.text() : "{" + written.text() + "}";
            WrittenMatchers.of(braced).ifPresentOrElse(found::addAll,
                    () -> draft.note(written.place(), "the matcher " + written.text()
                            + " cannot be read and is omitted; add it to the rule"));
        }
        return found;
    }

    private static String text(YamlNode value) {
        return value instanceof Scalar scalar && !scalar.isEmpty() ? scalar.text() : "";
    }

    /** In braces, so that no name is taken for an expression. */
    static String joined(List<Matcher> matchers) {
        return matchers.stream().distinct().map(MatcherText::one)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A condition for what fits the matchers, and not all matchers of any of the others. */
    static String without(List<Matcher> matchers, List<List<Matcher>> others) {
        if (others.isEmpty()) {
            return matchers.isEmpty() ? "true" : joined(matchers);
        }
        var parts = new ArrayList<String>();
        matchers.stream().distinct().forEach(matcher -> parts.add(cel(matcher)));
        others.stream().distinct().forEach(other -> parts.add(switch (other.size()) {
            case 0 -> "false";
            case 1 -> cel(turned(other.getFirst()));
            default -> "!(" + other.stream().map(MatcherText::cel).collect(Collectors.joining(" && ")) + ")";
        }));
        return String.join(" && ", parts);
    }

    private static Matcher turned(Matcher matcher) {
        return new Matcher(matcher.getName(), matcher.getValue(), matcher.getIsRegex(), !matcher.getIsEqual());
    }

    private static String cel(Matcher matcher) {
        var label = matcher.getName().matches("[A-Za-z_][A-Za-z0-9_]*")
                ? "labels." + matcher.getName()
                : "labels[" + escaped(matcher.getName()) + "]";
        return matcher.getIsRegex()
                ? (matcher.getIsEqual() ? "" : "!") + label + ".matches("
                        + escaped("^(?s:" + matcher.getValue() + ")$") + ")"
                : label + (matcher.getIsEqual() ? " == " : " != ") + escaped(matcher.getValue());
    }

    private static String one(Matcher matcher) {
        var operator = matcher.getIsRegex() ? matcher.getIsEqual() ? "=~" : "!~" : matcher.getIsEqual() ? "=" : "!=";
        var name = matcher.getName().matches("[A-Za-z_:][A-Za-z0-9_:]*")
                ? matcher.getName()
                : escaped(matcher.getName());
        return name + operator + escaped(matcher.getValue());
    }

    private static String escaped(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
