package dev.tocsin.policy.condition;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.google.re2j.Pattern;

/** One comparison of a label with a value, as Alertmanager's matchers do it: an absent label is an empty one. */
sealed interface Matcher {

    boolean matches(Known facts);

    /** What it cannot match without, as far as that is known. */
    Optional<Demand> demand();

    /** The same, or not the same, text. */
    record Text(String label, String value, boolean wanted) implements Matcher {

        @Override
        public boolean matches(Known facts) {
            return facts.label(label).equals(value) == wanted;
        }

        @Override
        public Optional<Demand> demand() {
            return Optional.of(new Demand(new Aspect(Aspect.Of.MATCHED_LABEL, label, false), Set.of(value)))
                    .filter(demand -> wanted);
        }
    }

    /** The whole value does, or does not, fit a regular expression (RE2: its time is linear). */
    record Regex(String label, Pattern pattern, boolean wanted) implements Matcher {

        private static final java.util.regex.Pattern WORDS = java.util.regex.Pattern
                .compile("\\^\\(\\?:([A-Za-z0-9_ :/-]+(?:\\|[A-Za-z0-9_ :/-]+)*)\\)\\$");

        /**
         * The pattern that the whole value must fit.
         *
         * @throws com.google.re2j.PatternSyntaxException
         *             when it is none
         */
        static Pattern whole(String regex) {
            return Pattern.compile("^(?:" + regex + ")$");
        }

        @Override
        public boolean matches(Known facts) {
            return pattern.matches(facts.label(label)) == wanted;
        }

        /** Known when the expression is a list of plain words. */
        @Override
        public Optional<Demand> demand() {
            var words = WORDS.matcher(pattern.pattern());
            return wanted && words.matches()
                    ? Optional.of(new Demand(new Aspect(Aspect.Of.MATCHED_LABEL, label, false),
                            Set.copyOf(List.of(words.group(1).split("\\|", -1)))))
                    : Optional.empty();
        }
    }
}
