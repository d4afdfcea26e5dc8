package dev.tocsin.ingest.format.json;

/** Makes texts of strangers fit for our records. */
public final class Texts {

    private static final String CUT = "…";
    private static final int REPLACEMENT = 0xFFFD;

    private Texts() {}

    /** The first text that is not blank, else empty. */
    public static String first(String... texts) {
        for (var text : texts) {
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

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
        if (isOneLine(text)) {
            return text.strip();
        }
        var line = new StringBuilder(text.length());
        text.codePoints().map(c -> breaksLine(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    private static boolean isOneLine(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (breaksLine(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean breaksLine(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    /** Whether it is an absolute http or https address without blanks. */
    public static boolean isWebAddress(String text) {
        if (!(text.startsWith("https://") || text.startsWith("http://")) || text.length() <= 8) {
            return false;
        }
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c <= ' ' || c == '"' || c == '<' || c == '>') {
                return false;
            }
        }
        return true;
    }

    /** The same without half surrogate pairs and NUL, which no record of ours may hold: U+FFFD stands in their place. */
    public static String mended(String text) {
        var broken = firstBroken(text);
        if (broken < 0) {
            return text;
        }
        var mended = new StringBuilder(text.length()).append(text, 0, broken);
        text.substring(broken).codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? REPLACEMENT : c)
                .forEach(mended::appendCodePoint);
        return mended.toString();
    }

    /** Whether {@link #mended} has nothing to mend. */
    public static boolean isWhole(String text) {
        return firstBroken(text) < 0;
    }

    private static int firstBroken(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                return i;
            } else if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
