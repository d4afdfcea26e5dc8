/**
 * Promised status updates: deadlines, reminders and escalation of missed updates. {@link dev.tocsin.escalator.cadence.Cadences} is the obligation, {@code PromisedUpdates} the arithmetic.
 */
package dev.tocsin.escalator.cadence;
