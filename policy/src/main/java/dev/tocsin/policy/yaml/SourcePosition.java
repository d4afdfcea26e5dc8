package dev.tocsin.policy.yaml;

import java.util.Comparator;

/**
 * A place in a policy file.
 *
 * @param line
 *            from 1
 * @param column
 *            from 1, in characters (code points)
 */
public record SourcePosition(int line, int column) implements Comparable<SourcePosition> {

    /** The beginning of the file. */
    public static final SourcePosition START = new SourcePosition(1, 1);

    private static final Comparator<SourcePosition> ORDER = Comparator.comparingInt(SourcePosition::line)
            .thenComparingInt(SourcePosition::column);

    @Override
    public int compareTo(SourcePosition other) {
        return ORDER.compare(this, other);
    }
}
