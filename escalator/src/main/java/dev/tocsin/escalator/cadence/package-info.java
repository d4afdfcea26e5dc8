/**
 * Promised status updates: when the next one is due for whom, who is asked for it, and who is told when it did not come.
 * {@link dev.tocsin.escalator.cadence.Cadences} is the duty, {@code Promises} the arithmetic.
 */
package dev.tocsin.escalator.cadence;
