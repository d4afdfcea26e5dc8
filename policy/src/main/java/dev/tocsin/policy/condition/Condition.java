package dev.tocsin.policy.condition;

/** A compiled condition. Judging never throws, changes nothing, and may be done by many threads at once. */
@FunctionalInterface
public interface Condition {

    /** Holds for every alert. */
    Condition ALWAYS = facts -> Judgement.YES;

    /** Whether it holds. */
    Judgement judge(Facts facts);
}
