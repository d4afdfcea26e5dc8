package dev.tocsin.policy.condition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlProblems;

/** Compiles {@code when}: matchers as in Alertmanager, or CEL. */
public final class ConditionReader {

    private static final Set<String> FLAGS = Set.of("customer-facing", "security", "confidential");

    private final CelConditions cel;

    /** A reader of conditions of a policy without calendars. */
    public ConditionReader() {
        this(Map.of());
    }

    /**
     * A reader of conditions of one policy.
     *
     * @param calendars
     *            that {@code businessHours} knows, by name
     */
    public ConditionReader(Map<String, BusinessCalendar> calendars) {
        this.cel = new CelConditions(calendars);
    }

    /**
     * Compiles a condition over an alert.
     *
     * @param written
     *            as it stands in the file
     * @param problems
     *            what is wrong goes there
     * @param places
     *            where in the file a character (code point) of the text stands
     * @return empty when something was wrong
     */
    public Optional<Condition> read(String written, YamlProblems problems, IntFunction<SourcePosition> places) {
        return compile(written, Subject.ALERT, at(problems, places),
                matchers -> matchers, condition -> condition);
    }

    /**
     * Compiles the condition of a route. Matchers see the alert's labels only, as Alertmanager's routes do: {@code service}
     * and {@code alertname} are empty without such a label. Parameters as with {@link #read}.
     */
    public Optional<Condition> route(String written, YamlProblems problems, IntFunction<SourcePosition> places) {
        return compile(written, Subject.ALERT, at(problems, places), matchers -> matchers.overLabels(),
                condition -> condition);
    }

    /**
     * Compiles a condition over an incident; the words customer-facing, security and confidential are conditions too.
     * Parameters as with {@link #read}.
     */
    public Optional<IncidentCondition> incident(String written, YamlProblems problems,
            IntFunction<SourcePosition> places) {
        var word = written.strip();
        if (FLAGS.contains(word)) {
            return Optional.of(new IncidentCondition(word,
                    facts -> facts.label(word).equals("true") ? Judgement.YES : Judgement.NO));
        }
        return this.<Function<IncidentFacts, Judgement>>compile(written, Subject.INCIDENT, at(problems, places),
                matchers -> matchers::judge, condition -> condition::judge)
                .map(judge -> new IncidentCondition(written, judge));
    }

    /** Compiles a condition over a change. Parameters as with {@link #read}. */
    public Optional<Function<ChangeFacts, Judgement>> change(String written, YamlProblems problems,
            IntFunction<SourcePosition> places) {
        return compile(written, Subject.CHANGE, at(problems, places), matchers -> matchers::judge,
                condition -> condition::judge);
    }

    private <T> Optional<T> compile(String written, Subject subject, ConditionProblems at,
            Function<Matchers, T> matchers,
            Function<CelCondition, T> program) {
        // What is missing at the end is missing after the last word, not after the line break behind it.
        var text = written.stripTrailing();
        return Matchers.looksLike(text, subject.variables().keySet())
                ? Matchers.parse(text, at).map(matchers)
                : cel.compile(text, subject, at).map(program);
    }

    private static ConditionProblems at(YamlProblems problems, IntFunction<SourcePosition> places) {
        return (character, problem, writeInstead) -> problems.add(places.apply(character), problem, writeInstead);
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
