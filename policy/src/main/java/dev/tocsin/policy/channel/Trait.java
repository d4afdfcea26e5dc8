package dev.tocsin.policy.channel;

/** What a channel type does for its recipients. */
public enum Trait {
    /** What comes through it wakes somebody, whatever it is. */
    WAKES,
    /** It shows how things are and speaks to nobody: a status page, a list of tickets. */
    RECORD,
    /** It waits to be looked at. */
    WAITS,
    /** It can carry only that an incident is open, and that it is resolved. */
    ONLY_PAGES,
    /** A page leaves nothing open there: a mail, a call. */
    OPENS_NOTHING,
    /** A later message changes nothing about an earlier one: nothing there is edited, replaced or closed. */
    NEW_MESSAGES_ONLY,
    /** What was opened there stays open until it is closed, whoever it was opened for. */
    STAYS_OPEN,
    /** Only those cleared for confidential incidents read it, unless the policy says otherwise. */
    CLEARED,
    /** The public reads it: it is never cleared for confidential incidents. */
    PUBLIC
}
