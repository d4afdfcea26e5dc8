package dev.tocsin.console.projection;

/** What a record changed in the projection, for those who look on live. */
public sealed interface Change {

    /** A snapshot came, or an incident was removed. */
    record IncidentChanged(String incidentId) implements Change {}

    /** A fact was added to an incident's timeline. */
    record TimelineGrew(String incidentId) implements Change {}

    /** A notification was decided, or its delivery got further. */
    record MessageChanged(String incidentId, String messageId) implements Change {}

    /** A request was set aside. */
    record Quarantined(String id) implements Change {}

    /** A silence was set, changed, ended or let go. */
    record SilenceChanged(String silenceId) implements Change {}

    /** Another policy version is in force. */
    record PolicyPublished(int version) implements Change {}
}
