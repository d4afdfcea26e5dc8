package dev.tocsin.policy.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import dev.tocsin.policy.condition.AlertFacts;

/**
 * A text with references to facts of the alert in braces, such as a label or annotations.x, or several with bars between,
 * of which the first that is not empty counts; a doubled brace is a brace.
 */
public final class Template {

    private static final int LONGEST = 500;
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");
    /** An ellipsis in an address says that it was cut before it came here. */
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?://[^\\s\\p{Cntrl}…]+");
    private static final Set<String> TRUE = Set.of("true", "yes", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "0", "");

    private final String text;
    private final List<Part> parts;

    private Template(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    private sealed interface Part {

        record Fixed(String text) implements Part {}

        record Reference(List<String> names) implements Part {}
    }

    /**
     * Reads a template.
     *
     * @param problems
     *            takes the character (code point, from 0) and what is wrong there
     * @return empty when something was wrong
     */
    public static Optional<Template> parse(String text, BiConsumer<Integer, String> problems) {
        var parts = new ArrayList<Part>();
        var fixed = new StringBuilder();
        var at = 0;
        while (at < text.length()) {
            var next = text.charAt(at);
            if ((next == '{' || next == '}') && at + 1 < text.length() && text.charAt(at + 1) == next) {
                fixed.append(next);
                at += 2;
            } else if (next == '{') {
                var end = text.indexOf('}', at);
                var name = end < 0 ? "" : text.substring(at + 1, end).strip();
                var names = Arrays.stream(name.split("\\|", -1)).map(String::strip).toList();
                if (names.contains("") || name.contains("{")) {
                    problems.accept(text.codePointCount(0, at),
                            end < 0 ? "an unclosed '{'" : "an empty reference");
                    return Optional.empty();
                }
                parts.add(new Part.Fixed(fixed.toString()));
                fixed.setLength(0);
                parts.add(new Part.Reference(names));
                at = end + 1;
            } else {
                fixed.append(next);
                at++;
            }
        }
        parts.add(new Part.Fixed(fixed.toString()));
        return Optional.of(new Template(text, parts));
    }

    /** As written. */
    public String text() {
        return text;
    }

    /** Whether it holds no reference. */
    public boolean isFixed() {
        return parts.stream().allMatch(Part.Fixed.class::isInstance);
    }

    /** The text for an alert: one line of at most 500 characters. */
    public String fill(AlertFacts facts) {
        return cut(oneLine(filled(facts)));
    }

    /**
     * The address for an alert: whole however long it is, because a cut address leads nowhere. What is no web address is a
     * text like any other.
     */
    public String fillAddress(AlertFacts facts) {
        var address = filled(facts).strip();
        return WEB_ADDRESS.matcher(address).matches() ? address : cut(oneLine(address));
    }

    private String filled(AlertFacts facts) {
        var filled = new StringBuilder();
        for (var part : parts) {
            filled.append(switch (part) {
                case Part.Fixed(var fixed) -> fixed;
                case Part.Reference(var names) -> firstKnown(names, facts);
            });
        }
        return filled.toString();
    }

    private static String oneLine(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }

    private static String firstKnown(List<String> names, AlertFacts facts) {
        return names.stream().map(facts::text).filter(value -> !value.isBlank()).findFirst().orElse("");
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /** Whether a text says true or false. */
    public static boolean isFlag(String text) {
        var word = text.strip().toLowerCase(java.util.Locale.ROOT);
        return TRUE.contains(word) || FALSE.contains(word);
    }

    /** Whether a text says true; anything unknown does not. */
    public static boolean isTrue(String text) {
        return TRUE.contains(text.strip().toLowerCase(java.util.Locale.ROOT));
    }
}
