package dev.tocsin.policy.check;

import java.util.ArrayList;
import java.util.List;

/** Finds operators outside quotes and brackets in a CEL text. */
final class CelPieces {

    private final String text;

    CelPieces(String text) {
        this.text = text;
    }

    /** Whether it can be split safely: no comment, raw text, long text or choice, which would need a whole parser. */
    boolean areClear() {
        return !text.contains("//") && !text.contains("\"\"\"") && !text.contains("'''")
                && !text.matches("(?s).*\\b[rRbB]{1,2}[\"'].*") && !text.contains("?") && depths()[text.length()] == 0;
    }

    /** The pieces between an operator, without blanks around. */
    List<String> split(String operator) {
        var depths = depths();
        var pieces = new ArrayList<String>();
        int start = 0;
        for (int at = 0; at + operator.length() <= text.length(); at++) {
            if (depths[at] == 0 && text.startsWith(operator, at)) {
                pieces.add(text.substring(start, at).strip());
                start = at + operator.length();
                at = start - 1;
            }
        }
        pieces.add(text.substring(start).strip());
        return pieces;
    }

    /** Without parentheses around the whole. */
    String unwrapped() {
        var stripped = text.strip();
        if (!stripped.startsWith("(") || !stripped.endsWith(")")) {
            return stripped;
        }
        var depths = new CelPieces(stripped).depths();
        for (int at = 1; at < stripped.length(); at++) {
            if (depths[at] == 0) {
                return stripped;
            }
        }
        return new CelPieces(stripped.substring(1, stripped.length() - 1)).unwrapped();
    }

    /** How many brackets and quotes are open before each character, and at the end. */
    private int[] depths() {
        var depths = new int[text.length() + 1];
        int depth = 0;
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            depths[at] = depth + (quote == 0 ? 0 : 1);
            char character = text.charAt(at);
            if (quote != 0) {
                if (character == '\\') {
                    at++;
                    if (at < text.length()) {
                        depths[at] = depth + 1;
                    }
                } else if (character == quote) {
                    quote = 0;
                }
            } else {
                switch (character) {
                    case '"', '\'' -> quote = character;
                    case '(', '[', '{' -> depth++;
                    case ')', ']', '}' -> depth--;
                    default -> {
                    }
                }
            }
        }
        depths[text.length()] = depth + (quote == 0 ? 0 : 1);
        return depths;
    }
}
