package dev.tocsin.notifier.message;

/** Text from outside, made harmless: one line, no control characters, nothing that turns the direction of writing. */
public final class Clean {

    private Clean() {}

    /** One line without control and format characters and without lone surrogates; runs of blanks become one. */
    public static String line(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().map(Clean::harmless).forEach(point -> {
            if (point != ' ' || (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ')) {
                clean.appendCodePoint(point);
            }
        });
        return clean.toString().strip();
    }

    private static int harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                ' ';
            case Character.SURROGATE, Character.UNASSIGNED -> '\uFFFD';
            default -> point;
        };
    }

    /** At most so many characters (code points); what is longer ends with an ellipsis. */
    public static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints - 1)) + "…";
    }

    /** Whether it is an absolute http or https address: nothing else becomes a link. */
    public static boolean isWebAddress(String text) {
        return text.matches("(?i)https?://[^\\s\\p{Cntrl}<>|\"]+") && text.equals(line(text));
    }
}
