package dev.tocsin.notifier.message;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sanitizes external text: single lines (titles, labels, subjects), multi-line texts (descriptions, notes) and URLs. Removes control characters, bidirectional overrides and lone surrogates.
 */
public final class SafeText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final Pattern BREAK = Pattern.compile("\\r\\n|[\\n\\r\\u000B\\u000C\\u0085\\u2028\\u2029]");
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?://[^\\s\\p{Cntrl}<>|\"…]+");
    /** A URL with an ellipsis was cut before it arrived, so it is shown as text. */
    private static final Pattern CUT_ADDRESS = Pattern.compile("(?i)\\bhttps?://(?=[^\\s…]{0,4096}…)");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{1,20}://");

    private SafeText() {}

    /** One line without control and format characters and without lone surrogates; runs of blanks become one. */
    public static String line(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().map(SafeText::harmless).forEach(point -> {
            if (point != ' ' || (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ')) {
                clean.appendCodePoint(point);
            }
        });
        return withoutCutAddresses(clean.toString().strip());
    }

    /**
     * Several lines, each as {@link #line}, but with its blanks as they are: line breaks and indentation stay, of several
     * empty lines one stays.
     */
    public static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        for (var part : BREAK.split(text.replace("\t", "    "), -1)) {
            var clean = new StringBuilder(part.length());
            part.codePoints().map(SafeText::harmless).forEach(clean::appendCodePoint);
            var line = withoutCutAddresses(clean.toString().stripTrailing());
            if (!line.isEmpty() || (!lines.isEmpty() && !lines.getLast().isEmpty())) {
                lines.add(line);
            }
        }
        if (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    /**
     * At most this many code points; longer text ends with an ellipsis. Does not split a grapheme or a URL: a URL that does not fit is omitted, or shown without its scheme, so that no partial link appears.
     */
    public static String cut(String text, int codePoints) {
        if (text.codePointCount(0, text.length()) <= codePoints) {
            return text;
        }
        var end = wholeCharacters(text, text.offsetByCodePoints(0, codePoints - 1));
        var address = beginOfAddressAt(text, end);
        if (address < 0) {
            return text.substring(0, end) + "…";
        }
        return address < end / 2
                ? cut(text.substring(0, address) + SCHEME.matcher(text.substring(address)).replaceFirst(""),
                        codePoints)
                : text.substring(0, address).stripTrailing() + " …";
    }

    /** Whether it is an absolute http or https address, and whole: nothing else becomes a link. */
    public static boolean isWebAddress(String text) {
        return WEB_ADDRESS.matcher(text).matches() && text.equals(line(text));
    }

    private static int harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT -> point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER ? point : ' ';
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                ' ';
            case Character.SURROGATE, Character.UNASSIGNED -> '\uFFFD';
            default -> point;
        };
    }

    private static String withoutCutAddresses(String text) {
        return text.indexOf('…') < 0 ? text : CUT_ADDRESS.matcher(text).replaceAll("");
    }

    /** The last place at or before {@code end} that does not lie within what a person sees as one character. */
    private static int wholeCharacters(String text, int end) {
        var characters = BreakIterator.getCharacterInstance(java.util.Locale.ROOT);
        var from = Math.max(0, end - 64);
        characters.setText(text.substring(from, Math.min(text.length(), end + 64)));
        if (characters.isBoundary(end - from)) {
            return end;
        }
        var before = characters.preceding(end - from);
        return before <= 0 ? end : from + before;
    }

    /** Start of a URL that reaches {@code end}, so that an ellipsis would touch it; -1 if there is none. */
    private static int beginOfAddressAt(String text, int end) {
        var word = end;
        while (word > 0 && !Character.isWhitespace(text.charAt(word - 1))) {
            word--;
        }
        var scheme = SCHEME.matcher(text).region(word, text.length());
        return scheme.find() && scheme.start() < end && scheme.start() < nextBlank(text, end) ? scheme.start() : -1;
    }

    private static int nextBlank(String text, int from) {
        var at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
