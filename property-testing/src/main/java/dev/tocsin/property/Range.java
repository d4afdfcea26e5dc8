package dev.tocsin.property;

import java.util.stream.LongStream;

/**
 * Whole numbers, counted from the simplest one: the one next to zero. From there the count goes up and down in turn, and on
 * alone on the longer side.
 */
record Range(long min, long max) {

    Range {
        if (min > max || max - min < 0) {
            throw new IllegalArgumentException("No range: " + min + " to " + max);
        }
    }

    long bound() {
        return max - min;
    }

    long[] edges() {
        return LongStream.of(min, max).map(this::count).toArray();
    }

    long at(long count) {
        var simplest = simplest();
        var both = 2 * Math.min(max - simplest, simplest - min);
        if (count <= both) {
            return count % 2 == 0 ? simplest - count / 2 : simplest + count / 2 + 1;
        }
        return max - simplest > simplest - min ? simplest + count - both / 2 : simplest - (count - both / 2);
    }

    private long count(long value) {
        var simplest = simplest();
        var shorter = Math.min(max - simplest, simplest - min);
        var away = Math.abs(value - simplest);
        if (away > shorter) {
            return away + shorter;
        }
        return value > simplest ? 2 * away - 1 : 2 * away;
    }

    private long simplest() {
        return Math.clamp(0, min, max);
    }
}
