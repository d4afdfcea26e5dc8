package dev.tocsin.property;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes values such that a person sees what they are: texts in quotes, with escapes for what cannot be seen. */
final class ValueText {

    private ValueText() {}

    static String of(Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> quoted(text, '"');
            case Character character -> quoted(character.toString(), '\'');
            case Collection<?> all -> all.stream().map(ValueText::of).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map -> map.entrySet().stream().map(entry -> of(entry.getKey()) + "=" + of(entry
                    .getValue())).collect(Collectors.joining(", ", "{", "}"));
            case Optional<?> maybe -> maybe.map(it -> "Optional[" + of(it) + "]").orElse("Optional.empty");
            case Object array when array.getClass().isArray() -> IntStream.range(0, Array.getLength(array)).mapToObj(
                    at -> of(Array.get(array, at))).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static String quoted(String text, char quote) {
        var written = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> written.append("\\n");
                case '\r' -> written.append("\\r");
                case '\t' -> written.append("\\t");
                case '\\' -> written.append("\\\\");
                default -> {
                    if (c == quote) {
                        written.append('\\').append(quote);
                    } else if (isVisible(c)) {
                        written.appendCodePoint(c);
                    } else {
                        written.append(c > 0xffff ? "\\u{%x}".formatted(c) : "\\u%04x".formatted(c));
                    }
                }
            }
        });
        return written.append(quote).toString();
    }

    private static boolean isVisible(int c) {
        return c == ' ' || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
