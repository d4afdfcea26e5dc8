package dev.tocsin.policy.channel;

/**
 * The effect of a duplicate delivery after a lost answer.
 *
 * @param known
 *            whether the receiver sees the second as the same
 * @param by
 *            by what it knows a repeat, for the documentation
 * @param copies
 *            how many extra copies there may be, for the documentation
 */
public record RepeatEffect(boolean known, String by, String copies) {

    static final RepeatEffect UNKNOWN = new RepeatEffect(false, "nothing",
            "1 page or missed page, marked \"possible repeat\"; other uncertain messages are dropped instead");

    static RepeatEffect known(String by) {
        return new RepeatEffect(true, by, "0");
    }

    static RepeatEffect known(String by, String copies) {
        return new RepeatEffect(true, by, copies);
    }
}
