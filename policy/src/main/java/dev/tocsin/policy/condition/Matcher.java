package dev.tocsin.policy.condition;

import com.google.re2j.Pattern;

/** One comparison of a label with a value, as Alertmanager's matchers do it: an absent label is an empty one. */
sealed interface Matcher {

    boolean matches(Known facts);

    /** The same, or not the same, text. */
    record Text(String label, String value, boolean wanted) implements Matcher {

        @Override
        public boolean matches(Known facts) {
            return facts.label(label).equals(value) == wanted;
        }
    }

    /** The whole value does, or does not, fit a regular expression (RE2: its time is linear). */
    record Regex(String label, Pattern pattern, boolean wanted) implements Matcher {

        /**
         * The pattern that the whole value must fit.
         *
         * @throws com.google.re2j.PatternSyntaxException
         *             when it is none
         */
        static Pattern whole(String regex) {
            return Pattern.compile("^(?:" + regex + ")$", Pattern.DOTALL);
        }

        @Override
        public boolean matches(Known facts) {
            return pattern.matches(facts.label(label)) == wanted;
        }
    }
}
