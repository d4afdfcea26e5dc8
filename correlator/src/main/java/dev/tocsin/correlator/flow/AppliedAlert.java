package dev.tocsin.correlator.flow;

import dev.tocsin.state.AlertState;

/**
 * A delivery, or an expiry, that changes the state of its alert.
 *
 * @param next
 *            what the alert's row becomes; the incident in it is the one that it belonged to until now. While its
 *            {@code flapping} is set, an alert is taken as firing whatever its status is
 * @param before
 *            how the alert stood
 * @param expired
 *            whether it ended by expiry
 */
public record AppliedAlert(AlertState next, Before before, boolean expired) {

    /** State of an alert before the event. */
    public enum Before {
        /** Not firing, or suppressed throughout: no incident counts it. */
        NOT_FIRING,
        /** It fired, but its incident is gone, or it never had one. */
        ALONE,
        /** It fired, and its incident, which runs or may be reopened, counts it. */
        COUNTED,
        /** The same, and only its content changed. */
        RESTATED
    }

    /** What a source said. */
    public AppliedAlert(AlertState next, Before before) {
        this(next, before, false);
    }

    /**
     * What a source said.
     *
     * @param heldBefore
     *            whether it fired before, and its incident counts it
     */
    public AppliedAlert(AlertState next, boolean heldBefore) {
        this(next, heldBefore ? Before.COUNTED : Before.NOT_FIRING, false);
    }

    /** Whether an incident that runs or may be reopened counts it. */
    public boolean isCounted() {
        return before == Before.COUNTED || before == Before.RESTATED;
    }

    /** Whether the alert was firing already, so that its incident, if it has one, counts it. */
    public boolean heldBefore() {
        return before != Before.NOT_FIRING;
    }
}
