package dev.tocsin.console.projection;

/** A change of the projection, for live clients. */
public sealed interface Change {

    /** An incident changed or was removed. */
    record IncidentChanged(String incidentId) implements Change {}

    /** An entry was added to an incident's timeline. */
    record TimelineGrew(String incidentId) implements Change {}

    /** A notification was added, or its delivery progressed. */
    record MessageChanged(String incidentId, String messageId) implements Change {}

    /** A request was quarantined. */
    record Quarantined(String id) implements Change {}

    /** A source was heard of. */
    record SourceHeard(String source) implements Change {}

    /** A test of a channel was requested, or ended. */
    record ChannelTested(String id) implements Change {}

    /** A silence was created, changed, ended or dropped. */
    record SilenceChanged(String silenceId) implements Change {}

    /** An override or swap of a schedule was set or undone. */
    record OnCallChanged(String changeId) implements Change {}

    /** Another policy version is in force. */
    record PolicyPublished(int version) implements Change {}
}
