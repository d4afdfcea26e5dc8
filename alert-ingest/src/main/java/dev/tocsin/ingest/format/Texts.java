package dev.tocsin.ingest.format;

/** Makes texts of strangers fit for our records. */
public final class Texts {

    private static final String CUT = "…";

    private Texts() {}

    /** At most so many characters, never half of a pair; what is cut ends in an ellipsis. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = most - CUT.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + CUT;
    }

    /** One line: line breaks and control characters become blanks, ends are stripped. */
    public static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        text.codePoints().map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    /** Whether it is an absolute http or https address without blanks. */
    public static boolean isWebAddress(String text) {
        return (text.startsWith("https://") || text.startsWith("http://")) && text.length() > 8
                && text.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '<' || c == '>');
    }

    /**
     * Refuses what no sound sender writes.
     *
     * @throws RefusedException
     *             when it holds half of a surrogate pair or NUL, which no text of a sound sender does
     */
    public static void check(String text, String where) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                throw new RefusedException(RefusalReason.NUL_CHARACTER,
                        "Remove the character NUL (\\u0000) from " + where + ".");
            } else if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new RefusedException(RefusalReason.LONE_SURROGATE,
                            "Write characters beyond U+FFFF as a pair; " + where + " holds only half of one.");
                }
                i++;
            }
        }
    }
}
