package dev.tocsin.schemas.command;

import java.util.Locale;

/** Why a command is refused. In the sentences, a name in braces stands for a value of the incident or the argument. */
public enum CommandRefusalReason {
    /** This version does not know the command. */
    UNKNOWN_COMMAND("this version does not know the command"),
    /** The incident was merged. */
    MERGED("merged into {mergedInto}: send the command to that incident"),
    /** The command came from a system outside, about an earlier round. */
    OTHER_ROUND("sent for round {round}, but the incident is in round {currentRound}"),
    /** Acknowledged already. */
    ALREADY_ACKNOWLEDGED("already acknowledged by {acknowledgedBy}"),
    /** Mitigated already. */
    ALREADY_MITIGATED("already mitigated by {mitigatedBy}"),
    /** Resolved already. */
    ALREADY_RESOLVED("already resolved by {resolvedBy}"),
    /** Closed already. */
    ALREADY_CLOSED("already closed"),
    /** Open already. */
    ALREADY_OPEN("already open"),
    /** There is no acknowledgement to withdraw. */
    NOT_ACKNOWLEDGED("not acknowledged"),
    /** There is no mitigation that could have failed. */
    NOT_MITIGATED("not mitigated"),
    /** An acknowledgement cannot be withdrawn after the mitigation. */
    MITIGATED("mitigated by {mitigatedBy}: use mitigation-failed to reopen it"),
    /** Only a resolved incident is closed. */
    NOT_RESOLVED("not resolved: resolve it first"),
    /** A closed incident stays closed. */
    CLOSED_FOR_GOOD("already closed: alerts that fire now open another incident"),
    /** After the resolution, no further update is announced. */
    NO_NEXT_UPDATE("already resolved by {resolvedBy}, so no next update is due: omit next"),
    /** The review begins with the resolution. */
    REVIEW_NOT_STARTED("not resolved, so the review clock does not run yet"),
    /** The other clocks ended with the resolution. */
    ONLY_REVIEW_CLOCK("already resolved by {resolvedBy}, so only the review clock runs"),
    /** A required argument is missing. */
    ARGUMENT_MISSING("{name} is required: {form}"),
    /** An argument has another form. */
    ARGUMENT_INVALID("{name} must be {form}"),
    /** Exactly one of several arguments is needed. */
    ARGUMENTS_EXCLUSIVE("exactly one of {names} is required"),
    /** At least one of several arguments is needed. */
    ARGUMENTS_MISSING("{names} is required"),
    /** The command fits the stage of the incident, but not its contents or the policy. */
    NOT_APPLICABLE("{detail}");

    private final String sentence;

    CommandRefusalReason(String sentence) {
        this.sentence = sentence;
    }

    /** Code for programs, such as {@code already-acknowledged}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The sentence, with names of values in braces. */
    public String sentence() {
        return sentence;
    }
}
