package dev.tocsin.escalator.decision;

/** Why nobody is told anything. */
public enum NotPagedReason {

    CLIMBING("its ladder is already being climbed"), //
    MORE_NEEDED("somebody has acknowledged it, and more are needed"), //
    EXHAUSTED("its ladder was climbed to the end, and this was told"), //
    NOBODY("its ladder has no steps: the policy wants nobody to be paged for it"), //
    ACKNOWLEDGED("somebody has it"), //
    MITIGATED("it is mitigated and somebody has it"), //
    OVER("it is over, and those who were told of it know"), //
    NEVER_TOLD("it is over before anybody was told of it"), //
    OLDER_SNAPSHOT("a newer snapshot was seen before"), //
    LOG_UNREAD("word of a storm that takes it may stand in the log unread: its first page waits until that is read"), //
    HELD_BACK("pages for it are held back"), //
    UNKNOWN_STATE("this version does not know its state, so its ladder goes on as it was");

    private final String reason;

    NotPagedReason(String reason) {
        this.reason = reason;
    }

    /** The reason as a sentence's end, for a person. */
    public String reason() {
        return reason;
    }
}
