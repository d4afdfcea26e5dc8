package dev.tocsin.escalator.decision;

/** Why a paged person is contacted as they are, or is not contacted further. */
public enum ContactReason {

    RULE("by the contact rule"), //
    NO_RULE("no contact rule covers this severity at this hour, so all addresses are used at once"), //
    NO_CHANNEL("no step of the contact rule reaches a person, so all addresses are used at once"), //
    QUIET_HOURS("quiet hours"), //
    QUIET_HOURS_END("the quiet hours are over"), //
    QUIET_NO_LONGER("the severity does not wait for the end of quiet hours"), //
    UNREACHED("the step before reached nobody, so the next one follows at once"), //
    ALREADY_PAGED("the destination was paged at the same time"), //
    TOO_LATE("it is too late to page"), //
    ACKNOWLEDGED("the person acknowledged"), //
    STOPPED("the incident is acknowledged or over"), //
    RESTARTED("the ladder starts again");

    private final String reason;

    ContactReason(String reason) {
        this.reason = reason;
    }

    /** The reason as a clause, for people. */
    public String reason() {
        return reason;
    }
}
