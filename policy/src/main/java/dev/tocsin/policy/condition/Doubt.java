package dev.tocsin.policy.condition;

/**
 * Something in a valid condition that is probably not what its author means.
 *
 * @param character
 *            where in the condition, in code points from 0
 * @param problem
 *            what it means as it stands
 * @param writeInstead
 *            what its author probably means
 */
public record Doubt(int character, String problem, String writeInstead) {}
