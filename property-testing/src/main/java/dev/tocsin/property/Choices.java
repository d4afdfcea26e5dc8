package dev.tocsin.property;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The choices behind one try. A generator draws numbers from here and makes a value of them. The numbers are recorded, so
 * that a try can be replayed, and replayed with fewer or smaller numbers: that is how every value shrinks.
 */
public final class Choices {

    private static final int MOST = 200_000;
    /** How often, in percent, a number is taken from the edges of its range. */
    private static final int EDGES = 6;
    /** How often, in percent, a number from a wide range is taken by its length in bits, which favours small ones. */
    private static final int SMALL = 25;
    private static final long WIDE = 1_000;

    private final SplittableRandom random;
    private final long[] replayed;
    private long[] recorded = new long[64];
    private int count;

    private Choices(SplittableRandom random, long[] replayed) {
        this.random = random;
        this.replayed = replayed;
    }

    static Choices random(long seed) {
        return new Choices(new SplittableRandom(seed), new long[0]);
    }

    /** Draws these numbers again, cut to the bounds asked for; after the last one, only zeros. */
    static Choices replay(long[] recorded) {
        return new Choices(null, recorded);
    }

    /**
     * A number from zero to the bound, each as likely as the other. Smaller numbers should stand for simpler values.
     *
     * @param bound
     *            the largest number
     */
    public long draw(long bound) {
        return random == null ? replayed(bound) : record(uniform(bound));
    }

    /**
     * A number from zero to the bound. The edges, and small numbers of a wide range, are more likely than the others.
     *
     * @param bound
     *            the largest number
     * @param edges
     *            edges of the range besides zero and the bound
     */
    public long drawWithEdges(long bound, long... edges) {
        if (random == null) {
            return replayed(bound);
        }
        var kind = random.nextInt(100);
        if (kind < EDGES) {
            var edge = random.nextInt(edges.length + 3);
            return record(edge < edges.length
                    ? edges[edge]
                    : edge == edges.length
                            ? bound
                            : Math.min(bound, edge
                                    - edges.length - 1L));
        }
        var isSmall = bound >= WIDE && kind < EDGES + SMALL;
        return record(isSmall
                ? uniform(bound >> random.nextInt(Long.SIZE - Long.numberOfLeadingZeros(bound)))
                : uniform(bound));
    }

    private long uniform(long bound) {
        return bound == Long.MAX_VALUE ? random.nextLong() & Long.MAX_VALUE : random.nextLong(bound + 1);
    }

    private long replayed(long bound) {
        return record(count < replayed.length ? Math.min(bound, replayed[count]) : 0);
    }

    private long record(long choice) {
        if (count == MOST) {
            throw new Discarded("A try made more than " + MOST + " choices");
        }
        if (count == recorded.length) {
            recorded = Arrays.copyOf(recorded, count * 2);
        }
        recorded[count++] = choice;
        return choice;
    }

    long[] recorded() {
        return Arrays.copyOf(recorded, count);
    }
}
