package dev.tocsin.policy.check;

import java.util.Set;
import java.util.regex.Pattern;

import dev.tocsin.event.Matcher;

/** An atomic part of a condition. */
sealed interface Atom {

    /**
     * A label is, or is not, one of some values.
     *
     * @param label
     *            as a matcher names it; {@code labels.service} and {@code labels.alertname} are those of CEL, which know no
     *            substitute
     */
    record OneOf(String label, Set<String> values, boolean wanted) implements Atom {

        public OneOf {
            values = Set.copyOf(values);
        }

        @Override
        public boolean allows(String name, String value) {
            return !name.equals(label) || values.contains(value) == wanted;
        }
    }

    /** A label fits, or does not fit, a regular expression. */
    record Fits(String label, String regex, boolean wanted) implements Atom {

        @Override
        public boolean allows(String name, String value) {
            return !name.equals(label) || com.google.re2j.Pattern
                    .compile("^(?:" + regex + ")$", com.google.re2j.Pattern.DOTALL).matches(value) == wanted;
        }
    }

    /** Something else; equal texts mean the same. */
    record Expression(String text) implements Atom {

        @Override
        public boolean allows(String name, String value) {
            return true;
        }
    }

    /** Whether it may hold of an alert with this value of a label. Exact when it is about that label. */
    boolean allows(String name, String value);

    /** Whether it asks of this label. */
    default boolean asks(String name) {
        return switch (this) {
            case OneOf(var label, var _, var _) -> label.equals(name);
            case Fits(var label, var _, var _) -> label.equals(name);
            case Expression _ -> false;
        };
    }

    /** A matcher as a part; a regular expression that only lists words is a list of words. */
    static Atom of(Matcher matcher) {
        if (!matcher.getIsRegex()) {
            return new OneOf(matcher.getName(), Set.of(matcher.getValue()), matcher.getIsEqual());
        }
        return WORDS.matcher(matcher.getValue()).matches()
                ? new OneOf(matcher.getName(), Set.copyOf(java.util.List.of(matcher.getValue().split("\\|", -1))),
                        matcher.getIsEqual())
                : new Fits(matcher.getName(), matcher.getValue(), matcher.getIsEqual());
    }

    /** Words between bars, without any character that regular expressions give a meaning. */
    Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}_ :/@-]*(\\|[\\p{L}\\p{N}_ :/@-]*)*");
}
