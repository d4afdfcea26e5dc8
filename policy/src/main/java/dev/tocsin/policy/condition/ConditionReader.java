package dev.tocsin.policy.condition;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import dev.tocsin.policy.yaml.Place;
import dev.tocsin.policy.yaml.YamlProblems;

/** Compiles what stands behind {@code when}: matchers as Alertmanager knows them, or CEL. */
public final class ConditionReader {

    private final CelConditions cel = new CelConditions();

    /**
     * Compiles one condition.
     *
     * @param written
     *            as it stands in the file
     * @param problems
     *            what is wrong goes there
     * @param places
     *            where in the file a character (code point) of the text stands
     * @return empty when something was wrong
     */
    public Optional<Condition> read(String written, YamlProblems problems, IntFunction<Place> places) {
        // What is missing at the end is missing after the last word, not after the line break behind it.
        var text = written.stripTrailing();
        ConditionProblems at = (character, problem, writeInstead) -> problems.add(places.apply(character), problem,
                writeInstead);
        return Matchers.looksLike(text) ? Matchers.parse(text, at).map(Condition.class::cast) : cel.compile(text, at);
    }

    /**
     * Compiles matchers that came one by one, as Alertmanager's API has them.
     *
     * @param problems
     *            takes what is wrong, in words
     * @return empty when something was wrong
     */
    public static Optional<Condition> matchers(List<dev.tocsin.event.Matcher> matchers, Consumer<String> problems) {
        return Matchers.of(matchers, problems).map(Condition.class::cast);
    }
}
