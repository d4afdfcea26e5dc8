package dev.tocsin.correlator.dedup;

/** How the incident of an alert stands, as far as a repeat of the alert is concerned. */
public enum Standing {
    /** Somebody is being told, or works on it. */
    RUNNING,
    /** Resolved, and may be reopened. */
    RESOLVED,
    /** Resolved so long ago that it cannot be reopened. */
    GONE
}
