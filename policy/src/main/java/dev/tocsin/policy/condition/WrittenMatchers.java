package dev.tocsin.policy.condition;

import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Matcher;

/** A condition split into its matchers, for comparing conditions. */
public final class WrittenMatchers {

    private WrittenMatchers() {}

    /** Empty when the condition is no list of matchers, or a wrong one. */
    public static Optional<List<Matcher>> of(String when) {
        var text = when.stripTrailing();
        return Matchers.looksLike(text)
                ? new MatcherParser(text, (at, problem, writeInstead) -> {}).parse()
                        .map(matchers -> matchers.stream().map(WrittenMatchers::written).toList())
                : Optional.empty();
    }

    private static Matcher written(dev.tocsin.policy.condition.Matcher matcher) {
        return switch (matcher) {
            case dev.tocsin.policy.condition.Matcher.Text(var label, var value, var wanted) ->
                new Matcher(label, value, false, wanted);
            case dev.tocsin.policy.condition.Matcher.Regex(var label, var pattern, var wanted) -> new Matcher(label,
                    pattern.pattern().substring("^(?:".length(), pattern.pattern().length() - ")$".length()), true,
                    wanted);
        };
    }
}
