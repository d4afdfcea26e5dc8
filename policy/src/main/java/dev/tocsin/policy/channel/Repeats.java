package dev.tocsin.policy.channel;

/**
 * What becomes of a notification that is sent twice, because the first answer was lost.
 *
 * @param known
 *            whether the receiver sees the second as the same
 * @param by
 *            by what it knows a repeat, for the documentation
 * @param copies
 *            how many extra copies there may be, for the documentation
 */
public record Repeats(boolean known, String by, String copies) {

    static final Repeats UNKNOWN = new Repeats(false, "nothing",
            "1 page or missed page, marked \"possible repeat\"; other news in doubt is dropped instead");

    static Repeats known(String by) {
        return new Repeats(true, by, "0");
    }

    static Repeats known(String by, String copies) {
        return new Repeats(true, by, copies);
    }
}
