package dev.tocsin.policy.condition;

/** Collects errors of a condition. */
@FunctionalInterface
interface ConditionProblems {

    /**
     * Something is wrong.
     *
     * @param character
     *            where in the condition, in code points from 0
     */
    void add(int character, String problem, String writeInstead);
}
