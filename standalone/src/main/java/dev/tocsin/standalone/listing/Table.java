package dev.tocsin.standalone.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;

/** Rows under the heads of their columns, as wide as the terminal: first columns get shorter texts, then the longest are cut. */
public final class Table {

    private static final int GAP = 2;

    private final List<Column> columns;
    private final Screen screen;
    private final Instant now;

    /**
     * @param now
     *            moment that ages are counted to
     */
    public Table(List<Column> columns, Screen screen, Instant now) {
        this.columns = List.copyOf(columns);
        this.screen = screen;
        this.now = now;
    }

    /** The lines, the heads first. */
    public List<String> lines(List<JsonNode> rows) {
        var cells = rows.stream().map(row -> columns.stream().map(column -> column.text().apply(row, now)).toList())
                .toList();
        if (screen.width() > 0 && total(widths(cells)) > screen.width()) {
            cells = rows.stream().map(row -> columns.stream().map(column -> column.narrow().map(shorter -> shorter
                    .apply(row)).orElseGet(() -> column.text().apply(row, now))).toList()).toList();
        }
        var widths = fitted(widths(cells));
        var lines = new ArrayList<String>();
        lines.add(screen.paint(line(columns.stream().map(Column::head).toList(), widths, List.of()), Tone.STRONG));
        for (var each = 0; each < rows.size(); each++) {
            var row = rows.get(each);
            lines.add(line(cells.get(each), widths, columns.stream().map(column -> column.tone().apply(row)).toList()));
        }
        return lines;
    }

    private int[] widths(List<List<String>> cells) {
        return IntStream.range(0, columns.size()).map(column -> Math.max(DisplayWidth.of(columns.get(column).head()),
                cells
                        .stream().mapToInt(row -> DisplayWidth.of(row.get(column))).max().orElse(0))).toArray();
    }

    /** Takes from the widest column that may be cut, until all fit or none may be cut any more. */
    private int[] fitted(int[] widths) {
        var over = screen.width() > 0 ? total(widths) - screen.width() : 0;
        while (over > 0) {
            var widest = -1;
            for (var column = 0; column < widths.length; column++) {
                var least = columns.get(column).least();
                if (least > 0 && widths[column] > least && (widest < 0 || widths[column] > widths[widest])) {
                    widest = column;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            over--;
        }
        return widths;
    }

    private static int total(int[] widths) {
        return IntStream.of(widths).sum() + GAP * (widths.length - 1);
    }

    private String line(List<String> cells, int[] widths, List<Tone> tones) {
        var line = new StringBuilder();
        var left = screen.width() > 0 ? screen.width() : Integer.MAX_VALUE;
        for (var column = 0; column < widths.length && left > 0; column++) {
            var isLast = column == widths.length - 1;
            var text = DisplayWidth.cut(cells.get(column), Math.min(left, isLast && screen.width() == 0
                    ? Integer.MAX_VALUE
                    : widths[column]));
            var wide = DisplayWidth.of(text);
            var pad = isLast ? 0 : Math.max(0, Math.min(left, widths[column] + GAP) - wide);
            line.append(tones.isEmpty() ? text : screen.paint(text, tones.get(column))).append(" ".repeat(pad));
            left -= wide + pad;
        }
        return line.toString().stripTrailing();
    }
}
