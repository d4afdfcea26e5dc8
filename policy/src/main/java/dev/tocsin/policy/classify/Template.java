package dev.tocsin.policy.classify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** What it refers to, in order. */
    public List<String> references() {
        return parts.stream().flatMap(part -> part instanceof Part.Reference(var names)
                ? names.stream()
                : Stream.empty())
                .toList();
    }

    /** The text of these values by reference, in one line of at most 500 characters. */
    public String fill(UnaryOperator<String> values) {
        return cut(oneLine(filled(values)));
    }

    /** The same as an address: whole, without blanks. A value is encoded where it stands behind fixed text. */
    public String fillAddress(UnaryOperator<String> values) {
        return filled(name -> isBehindText(name) ? encoded(values.apply(name)) : values.apply(name)).strip();
    }

    private boolean isBehindText(String name) {
        return !(parts.size() > 1 && parts.get(0).equals(new Part.Fixed("")) && parts.get(
                1) instanceof Part.Reference(var names) && names.contains(name));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }

    /** The text for an alert: one line of at most 500 characters. */
    public String fill(AlertFacts facts) {
        return fill(facts::text);
    }

    /**
     * The address for an alert: whole however long it is, because a cut address leads nowhere. What is no web address is a
     * text like any other.
     */
    public String fillAddress(AlertFacts facts) {
        var address = filled(facts::text).strip();
        return WEB_ADDRESS.matcher(address).matches() ? address : cut(oneLine(address));
    }

    private String filled(UnaryOperator<String> values) {
        var filled = new StringBuilder();
        for (var part : parts) {
            filled.append(switch (part) {
                case Part.Fixed(var fixed) -> fixed;
                case Part.Reference(var names) -> firstKnown(names, values);
            });
        }
        return filled.toString();
    }

    private static String oneLine(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }

    private static String firstKnown(List<String> names, UnaryOperator<String> values) {
        return names.stream().map(values).filter(value -> !value.isBlank()).findFirst().orElse("");
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
