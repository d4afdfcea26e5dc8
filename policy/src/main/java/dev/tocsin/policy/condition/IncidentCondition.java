package dev.tocsin.policy.condition;

import java.util.function.Function;

/**
 * A compiled condition over an incident. Evaluation never throws, has no side effects, and is thread-safe.
 *
 * @param text
 *            as written; empty for the one that always holds
 * @param judge
 *            decides
 */
public record IncidentCondition(String text, Function<IncidentFacts, Judgement> judge) {

    /** Holds for every incident. */
    public static final IncidentCondition ALWAYS = new IncidentCondition("", facts -> Judgement.YES);

    /** Whether it holds. */
    public Judgement judge(IncidentFacts facts) {
        return judge.apply(facts);
    }
}
