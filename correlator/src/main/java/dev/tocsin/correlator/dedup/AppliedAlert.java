package dev.tocsin.correlator.dedup;

import dev.tocsin.state.AlertState;

/**
 * A delivery that changes something.
 *
 * @param next
 *            what the alert's row becomes; the incident in it is the one that it belonged to until now
 * @param heldBefore
 *            whether the alert was firing already, so that its incident counts it
 */
public record AppliedAlert(AlertState next, boolean heldBefore) {}
