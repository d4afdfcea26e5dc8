package dev.tocsin.policy.condition;

/** What a condition says of an alert. */
public sealed interface Judgement {

    Judgement YES = new Yes();
    Judgement NO = new No();

    /** It holds. */
    record Yes() implements Judgement {}

    /** It does not hold. */
    record No() implements Judgement {}

    /** It could not be judged, which counts as not holding. */
    record Broken(String why) implements Judgement {}
}
