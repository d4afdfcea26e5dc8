package dev.tocsin.policy.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Doubts about matchers: names and values that look like another language. */
final class MatcherDoubts {

    private static final Pattern CEL_NAME = Pattern.compile("(labels|annotations|values|alert|incident)\\.(.+)");
    private static final Pattern TYPOGRAPHIC = Pattern.compile(
            "[\u201c\u201d\u201e\u201f\u2018\u2019\u00ab\u00bb\u2033]");

    private final String text;
    private final List<Doubt> doubts = new ArrayList<>();

    private MatcherDoubts(String text) {
        this.text = text;
    }

    static List<Doubt> of(String text) {
        var found = new MatcherDoubts(text);
        new MatcherParser(text, (_, _, _) -> {}).parse().orElse(List.of()).forEach(found::ask);
        return found.doubts;
    }

    private void ask(Matcher matcher) {
        switch (matcher) {
            case Matcher.Text(var label, var value, var wanted) -> {
                name(label, value, wanted);
                typographic(value);
                if (TextPatterns.looksLikeGlob(value)) {
                    add(value, "'" + value + "' is compared as it stands: '*' has no meaning in a text",
                            "write " + label + (wanted ? "=~" : "!~") + "\"" + value.replace("*", ".*") + "\"");
                } else if (TextPatterns.looksLikeAlternatives(value)) {
                    add(value, "'" + value + "' is one text: '|' separates alternatives only in a regular expression",
                            "write " + label + (wanted ? "=~" : "!~") + "\"" + value + "\"");
                }
            }
            case Matcher.Regex regex -> {
                var value = TextPatterns.written(regex);
                name(regex.label(), value, regex.wanted());
                typographic(value);
                TextPatterns.globInRegex(value).ifPresent(meant -> add(value, "'" + value
                        + "' is a regular expression: '*' repeats the letter before it", "write " + meant));
            }
        }
    }

    private void name(String label, String value, boolean wanted) {
        var cel = CEL_NAME.matcher(label);
        if (cel.matches() && !text.contains("\"" + label + "\"")) {
            add(label, "'" + label + "' is read as the name of a label, because a single '=' makes this a matcher",
                    "write " + cel.group(2) + (wanted ? "=" : "!=") + "\"" + value + "\", or in CEL " + label
                            + (wanted ? " == " : " != ") + "\"" + value + "\"");
        }
    }

    private void typographic(String value) {
        if (TYPOGRAPHIC.matcher(value).find()) {
            add(value, "typographic quotation marks are a part of the value " + value,
                    "write straight quotation marks: \""
                            + TYPOGRAPHIC.matcher(value).replaceAll("") + "\"");
        }
    }

    private void add(String word, String problem, String writeInstead) {
        var at = Math.max(0, text.indexOf(word));
        doubts.add(new Doubt(text.codePointCount(0, at), problem, writeInstead));
    }
}
