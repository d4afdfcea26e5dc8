package dev.tocsin.policy.model;

import java.util.Locale;

/** A phase of the response with a clock. All but REVIEW count from the opening, REVIEW from the resolve. */
public enum Phase {
    /** Somebody acknowledges. */
    RESPOND,
    /** Somebody says what it is. */
    ASSESS,
    /** The first word goes out. */
    FIRST_UPDATE,
    /** The pain is stopped. */
    MITIGATE,
    /** It is over. */
    RESOLVE,
    /** The review is done. */
    REVIEW;

    /** Its key in a policy file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
