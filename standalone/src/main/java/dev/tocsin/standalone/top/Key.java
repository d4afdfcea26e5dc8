package dev.tocsin.standalone.top;

import java.util.ArrayList;
import java.util.List;

/** What a key means on the board. */
public enum Key {
    UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST, OPEN, ACKNOWLEDGE, REFRESH, HELP, BACK, QUIT, NONE;

    private static final char ESCAPE = '\u001B';
    private static final char CTRL_C = '\u0003';

    /**
     * The keys in what a terminal sent at once. A cursor key is a sequence that begins with ESC (ECMA-48 CSI, or SS3 in
     * application mode); a lone ESC is the key itself.
     */
    public static List<Key> read(String sent) {
        var keys = new ArrayList<Key>();
        for (var at = 0; at < sent.length(); at++) {
            if (sent.charAt(at) != ESCAPE || at + 1 == sent.length()) {
                keys.add(of(sent.charAt(at)));
                continue;
            }
            var introducer = sent.charAt(at + 1);
            if (introducer != '[' && introducer != 'O') {
                keys.add(BACK);
                continue;
            }
            var end = at + 2;
            while (end < sent.length() && !isFinal(sent.charAt(end))) {
                end++;
            }
            keys.add(ofSequence(sent.substring(at + 2, Math.min(sent.length(), end + 1))));
            at = end;
        }
        return keys;
    }

    private static boolean isFinal(char sent) {
        return sent >= '@' && sent <= '~';
    }

    private static Key ofSequence(String sequence) {
        return switch (sequence) {
            case "A" -> UP;
            case "B" -> DOWN;
            case "5~" -> PAGE_UP;
            case "6~" -> PAGE_DOWN;
            case "H", "1~" -> FIRST;
            case "F", "4~" -> LAST;
            default -> NONE;
        };
    }

    private static Key of(char sent) {
        return switch (sent) {
            case 'k' -> UP;
            case 'j' -> DOWN;
            case 'g' -> FIRST;
            case 'G' -> LAST;
            case 'a' -> ACKNOWLEDGE;
            case 'e', '\r', '\n' -> OPEN;
            case 'r' -> REFRESH;
            case '?' -> HELP;
            case ESCAPE, 'h' -> BACK;
            case 'q', CTRL_C -> QUIT;
            default -> NONE;
        };
    }
}
