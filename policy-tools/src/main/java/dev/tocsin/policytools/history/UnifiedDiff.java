package dev.tocsin.policytools.history;

import java.util.ArrayList;
import java.util.List;

/** The shortest way from one list of lines to another (Myers, "An O(ND) Difference Algorithm", 1986), in unified form. */
public final class UnifiedDiff {

    private static final int CONTEXT = 3;

    private final List<Edit> edits;

    /** What becomes of a line. */
    private record Edit(char kind, String line) {}

    public UnifiedDiff(List<String> before, List<String> after) {
        edits = edits(before, after);
    }

    /** Of two texts. */
    public static UnifiedDiff of(String before, String after) {
        return new UnifiedDiff(before.lines().toList(), after.lines().toList());
    }

    /** Lines of the first that are not in the common part. */
    List<String> removed() {
        return edits.stream().filter(edit -> edit.kind == '-').map(Edit::line).toList();
    }

    /** Changed lines with three lines around; none when nothing changed. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        int old = 1;
        int now = 1;
        int at = 0;
        while (at < edits.size()) {
            int change = nextChange(at);
            if (change == edits.size()) {
                break;
            }
            int start = Math.max(at, change - CONTEXT);
            old += start - at;
            now += start - at;
            int end = endOfHunk(change);
            var hunk = edits.subList(start, end);
            var olds = (int) hunk.stream().filter(edit -> edit.kind != '+').count();
            var news = (int) hunk.stream().filter(edit -> edit.kind != '-').count();
            lines.add("@@ -%d,%d +%d,%d @@".formatted(olds == 0 ? old - 1 : old, olds, news == 0 ? now - 1 : now,
                    news));
            hunk.forEach(edit -> lines.add(edit.kind + edit.line));
            old += olds;
            now += news;
            at = end;
        }
        return lines;
    }

    private int nextChange(int from) {
        int at = from;
        while (at < edits.size() && edits.get(at).kind == ' ') {
            at++;
        }
        return at;
    }

    private int endOfHunk(int change) {
        int end = change;
        while (end < edits.size()) {
            int next = nextChange(end);
            if (next == edits.size() || next - end > 2 * CONTEXT) {
                return Math.min(edits.size(), end + CONTEXT);
            }
            end = next + 1;
        }
        return end;
    }

    private static List<Edit> edits(List<String> before, List<String> after) {
        int most = before.size() + after.size();
        var trace = new ArrayList<int[]>();
        var reach = new int[2 * most + 2];
        for (int distance = 0; distance <= most; distance++) {
            trace.add(reach.clone());
            for (int line = -distance; line <= distance; line += 2) {
                int x = down(reach, line, distance, most)
                        ? reach[index(line + 1, most)]
                        : reach[index(line - 1, most)] + 1;
                int y = x - line;
                while (x < before.size() && y < after.size() && before.get(x).equals(after.get(y))) {
                    x++;
                    y++;
                }
                reach[index(line, most)] = x;
                if (x >= before.size() && y >= after.size()) {
                    return back(trace, before, after, most);
                }
            }
        }
        throw new IllegalStateException("two lists always have a difference");
    }

    private static boolean down(int[] reach, int line, int distance, int most) {
        if (line == -distance) {
            return true;
        }
        return line != distance && reach[index(line - 1, most)] < reach[index(line + 1, most)];
    }

    private static int index(int line, int most) {
        return Math.floorMod(line, 2 * most + 2);
    }

    private static List<Edit> back(List<int[]> trace, List<String> before, List<String> after, int most) {
        var edits = new ArrayList<Edit>();
        int x = before.size();
        int y = after.size();
        for (int distance = trace.size() - 1; distance >= 0; distance--) {
            var reach = trace.get(distance);
            int line = x - y;
            int from = down(reach, line, distance, most) ? line + 1 : line - 1;
            int fromX = distance == 0 ? 0 : reach[index(from, most)];
            int fromY = distance == 0 ? 0 : fromX - from;
            while (x > fromX && y > fromY) {
                edits.add(new Edit(' ', before.get(--x)));
                y--;
            }
            if (distance > 0) {
                edits.add(x == fromX ? new Edit('+', after.get(--y)) : new Edit('-', before.get(--x)));
            }
        }
        return List.copyOf(edits.reversed());
    }
}
