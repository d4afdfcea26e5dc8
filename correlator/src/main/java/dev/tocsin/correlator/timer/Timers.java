package dev.tocsin.correlator.timer;

/** Where timers come from. */
public enum Timers {
    /** The clock: what falls due is put into the log. */
    LIVE,
    /** The log alone: a replay meets each timer where it stands in the log, and adds none. */
    REPLAY
}
