package dev.tocsin.policytools.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.event.Matcher;
import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Matchers of the original, in the old forms and the new one, as a policy writes them. */
final class MatcherText {

    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*";
    private static final String ADVICE = "write label=\"value\", with one of = != =~ !~";

    private MatcherText() {}

    /** What stands behind the three keys, in order; what Alertmanager cannot read is an error. */
    static List<Matcher> of(Original node, String match, String matchRegex, String matchers, Findings findings) {
        var found = new ArrayList<Matcher>();
        node.node(match).ifPresent(map -> equalities(new Original(map), false, found, findings));
        node.node(matchRegex).ifPresent(map -> equalities(new Original(map), true, found, findings));
        node.node(matchers).filter(YamlNode.Sequence.class::isInstance).map(YamlNode.Sequence.class::cast)
                .ifPresent(list -> list.items().forEach(item -> {
                    if (!(item instanceof Scalar written)) {
                        findings.add(item.place(), "a matcher is " + item.kind(), ADVICE);
                        return;
                    }
                    var read = MatcherLine.read(written.isEmpty() ? "" : written.text());
                    if (read.isWrong()) {
                        findings.add(written.place(), read.problem(), ADVICE);
                    }
                    found.addAll(read.matchers());
                }));
        return found;
    }

    private static void equalities(Original map, boolean regex, List<Matcher> found, Findings findings) {
        for (var entry : map.entries()) {
            label(entry.key().text(), entry.key().place(), findings);
            if (!(entry.value() instanceof Scalar value)) {
                findings.add(entry.value().place(), "the value of '" + entry.key().text() + "' is " + entry.value()
                        .kind(), "write a single value");
                continue;
            }
            var text = value.isEmpty() ? "" : value.text();
            if (regex && value.isEmpty()) {
                findings.add(value.place(), "'" + entry.key().text() + "' has no regular expression",
                        "write one, or '' for an absent label");
            } else if (regex) {
                MatcherLine.wrongRegex(text).ifPresent(wrong -> findings.add(value.place(), wrong,
                        "write a regular expression of RE2"));
            }
            found.add(new Matcher(entry.key().text(), text, regex, true));
        }
    }

    /** Reports what is no name of a label. */
    static void label(String name, SourcePosition place, Findings findings) {
        if (!name.matches(LABEL)) {
            findings.add(place, "invalid label name '" + name + "'",
                    "use letters, digits and '_', beginning with a letter or '_'");
        }
    }

    /** In braces, so that no name is taken for an expression. */
    static String joined(List<Matcher> matchers) {
        return matchers.stream().map(MatcherText::one).collect(Collectors.joining(", ", "{", "}"));
    }

    /**
     * A condition outside of routes. There, {@code service} and {@code alertname} in a matcher are known even without such a
     * label, which Alertmanager does not have: CEL asks for the label itself.
     */
    static String condition(List<Matcher> matchers) {
        if (matchers.isEmpty()) {
            return "true";
        }
        var named = matchers.stream().anyMatch(matcher -> matcher.getName().equals("service") || matcher.getName()
                .equals("alertname"));
        return named ? matchers.stream().map(MatcherText::cel).collect(Collectors.joining(" && ")) : joined(matchers);
    }

    private static String cel(Matcher matcher) {
        var label = matcher.getName().matches(LABEL) && !matcher.getName().matches("in|true|false|null")
                ? "labels." + matcher.getName()
                : "labels[" + escaped(matcher.getName()) + "]";
        return matcher.getIsRegex()
                ? (matcher.getIsEqual() ? "" : "!") + label + ".matches(" + escaped("^(?:" + matcher.getValue() + ")$")
                        + ")"
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
