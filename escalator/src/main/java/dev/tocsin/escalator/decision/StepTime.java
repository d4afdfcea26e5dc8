package dev.tocsin.escalator.decision;

import java.time.Instant;

/**
 * A step with its due time. The step after the last one of the last repetition is the end of the ladder.
 *
 * @param repetition
 *            0 for the first run
 * @param rung
 *            from 1; for the end, one more than the ladder has
 * @param dueAt
 *            when it is due
 */
public record StepTime(int repetition, int rung, Instant dueAt) {}
