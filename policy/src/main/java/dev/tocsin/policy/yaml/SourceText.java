package dev.tocsin.policy.yaml;

import java.util.Arrays;

/** The characters of a file, and where its lines begin. */
final class SourceText {

    private final int[] characters;
    private final int[] lineStarts;

    SourceText(String text) {
        this.characters = text.codePoints().toArray();
        var starts = new int[characters.length + 1];
        var lines = 1;
        for (int i = 0; i < characters.length; i++) {
            if (breaksLine(i)) {
                starts[lines++] = i + 1;
            }
        }
        this.lineStarts = Arrays.copyOf(starts, lines);
    }

    private boolean breaksLine(int index) {
        return switch (characters[index]) {
            case '\n' -> true;
            case '\r' -> index + 1 == characters.length || characters[index + 1] != '\n';
            default -> false;
        };
    }

    int length() {
        return characters.length;
    }

    int at(int index) {
        return characters[index];
    }

    SourcePosition place(int index) {
        var found = Arrays.binarySearch(lineStarts, index);
        var line = found >= 0 ? found : -found - 2;
        return new SourcePosition(line + 1, index - lineStarts[line] + 1);
    }

    /** Index of the first character of the line after the one that holds the given index; the end if there is none. */
    int nextLine(int index) {
        var line = place(index).line();
        return line < lineStarts.length ? lineStarts[line] : characters.length;
    }

    static boolean isBreak(int character) {
        return character == '\n' || character == '\r';
    }
}
