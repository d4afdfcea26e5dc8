package dev.tocsin.policy.condition;

/** The result of a condition. */
public sealed interface Judgement {

    Judgement YES = new Yes();
    Judgement NO = new No();

    /** A firing alert. */
    record Yes() implements Judgement {}

    /** It does not hold. */
    record No() implements Judgement {}

    /** It could not be judged, which counts as not holding. */
    record Broken(String why) implements Judgement {}
}
