package dev.tocsin.policy.condition;

/** Takes what is wrong with a condition. */
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
