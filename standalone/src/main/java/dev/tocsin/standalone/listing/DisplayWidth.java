package dev.tocsin.standalone.listing;

import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes: a Chinese character takes two, an accent of its own none. */
public final class DisplayWidth {

    private static final String ELLIPSIS = "…";

    private DisplayWidth() {}

    /** Number of columns. */
    public static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /** The text in at most the given number of columns; what is cut ends with an ellipsis. */
    public static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        var kept = new StringBuilder();
        var left = width - 1;
        for (var point : text.codePoints().toArray()) {
            left -= of(point);
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return width <= 0 ? "" : kept.append(ELLIPSIS).toString();
    }

    private static int of(int point) {
        return Math.max(0, WCWidth.wcwidth(point));
    }
}
