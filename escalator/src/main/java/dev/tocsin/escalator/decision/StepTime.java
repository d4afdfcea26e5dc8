package dev.tocsin.escalator.decision;

import java.time.Instant;

/**
 * One rung at one time. Past the last rung of the last repetition there is one step more, the end: nobody answered.
 *
 * @param repetition
 *            0 on the first way up
 * @param rung
 *            from 1; one more than the ladder has for the end
 * @param dueAt
 *            when it is due
 */
public record StepTime(int repetition, int rung, Instant dueAt) {}
