package dev.tocsin.policy.yaml;

/**
 * How a single value was written, between two places of the file. It finds the place of a character of the value by
 * going over both side by side: quotes doubled, escapes, folded line breaks and indentation stand in the file only.
 */
final class ScalarText {

    /** The YAML styles that differ in what stands in the file and not in the value. */
    enum Style {
        PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED, LITERAL, FOLDED
    }

    private final SourceText source;
    private final int from;
    private final int to;
    private final Style style;

    ScalarText(SourceText source, int from, int to, Style style) {
        this.source = source;
        this.from = from;
        this.to = Math.min(to, source.length());
        this.style = style;
    }

    SourcePosition placeOf(String text, int character) {
        var value = text.codePoints().toArray();
        var indentation = indentation(value);
        var at = switch (style) {
            case PLAIN -> from;
            case SINGLE_QUOTED -> from + 1;
            case DOUBLE_QUOTED -> continueLine(from + 1);
            case LITERAL, FOLDED -> skipSpaces(source.nextLine(from), indentation);
        };
        for (int i = 0; i < Math.min(character, value.length) && at < to; i++) {
            at = continueLine(next(at, value[i], i + 1 < value.length ? value[i + 1] : -1, indentation));
        }
        return source.place(Math.min(at, source.length()));
    }

    /** By how much the lines of a block are indented more than the value's lines are. */
    private int indentation(int[] value) {
        if (style != Style.LITERAL && style != Style.FOLDED) {
            return Integer.MAX_VALUE;
        }
        var first = source.nextLine(from);
        first = skipEmptyLines(first);
        var own = 0;
        for (int i = 0; i < value.length && (value[i] == ' ' || value[i] == '\n'); i++) {
            own = value[i] == ' ' ? own + 1 : 0;
        }
        return Math.max(0, skipSpaces(first, Integer.MAX_VALUE) - first - own);
    }

    /** Index after the characters in the file that stand for one character of the value. */
    private int next(int at, int character, int following, int indentation) {
        var written = source.at(at);
        if (style == Style.DOUBLE_QUOTED && written == '\\') {
            return afterEscape(at);
        }
        if (style == Style.SINGLE_QUOTED && written == '\'') {
            return at + 2;
        }
        if (character == ' ' && style != Style.LITERAL && foldsHere(at)) {
            return skipBlank(at);
        }
        if (character == '\n') {
            return afterBreak(at, following, indentation);
        }
        return at + 1;
    }

    /** A backslash at the end of a line joins the next one without a blank. */
    private int continueLine(int at) {
        if (style == Style.DOUBLE_QUOTED && at + 1 < to && source.at(at) == '\\' && SourceText.isBreak(source.at(at
                + 1))) {
            return skipBlank(at + 1);
        }
        return at;
    }

    private int afterEscape(int at) {
        if (at + 1 >= to) {
            return at + 1;
        }
        return switch (source.at(at + 1)) {
            case 'x' -> at + 4;
            case 'u' -> at + 6;
            case 'U' -> at + 10;
            default -> at + 2;
        };
    }

    /** Whether only blanks stand between here and the end of the line. */
    private boolean foldsHere(int at) {
        var i = at;
        while (i < to && (source.at(i) == ' ' || source.at(i) == '\t')) {
            i++;
        }
        return i < to && SourceText.isBreak(source.at(i));
    }

    private int afterBreak(int at, int following, int indentation) {
        var i = at;
        while (i < to && !SourceText.isBreak(source.at(i))) {
            i++;
        }
        var next = source.nextLine(Math.min(i, source.length()));
        if (following == '\n') {
            return next;
        }
        return switch (style) {
            case LITERAL -> skipSpaces(next, indentation);
            case FOLDED -> skipSpaces(skipEmptyLines(next), indentation);
            case PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED -> skipBlank(next);
        };
    }

    private int skipEmptyLines(int at) {
        var line = at;
        while (line < to && SourceText.isBreak(source.at(Math.min(skipSpaces(line, Integer.MAX_VALUE), to - 1)))) {
            line = source.nextLine(line);
        }
        return line;
    }

    private int skipSpaces(int at, int atMost) {
        var i = at;
        while (i < to && source.at(i) == ' ' && i - at < atMost) {
            i++;
        }
        return i;
    }

    private int skipBlank(int at) {
        var i = at;
        while (i < to && (source.at(i) == ' ' || source.at(i) == '\t' || SourceText.isBreak(source.at(i)))) {
            i++;
        }
        return i;
    }
}
