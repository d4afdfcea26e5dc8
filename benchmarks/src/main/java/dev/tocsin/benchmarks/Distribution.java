package dev.tocsin.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Durations of one run, in nanoseconds. */
public final class Distribution {

    private static final double NANOS_PER_MILLI = 1_000_000.0;

    private final long[] sorted;

    /** Of these. */
    public Distribution(Collection<Long> nanos) {
        this.sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
    }

    /** How many. */
    public int count() {
        return sorted.length;
    }

    /** In milliseconds; no number when there is none. */
    public double percentileMillis(double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / NANOS_PER_MILLI;
    }

    /** In milliseconds; no number when there is none. */
    public double medianMillis() {
        return percentileMillis(50);
    }

    /** Percentiles in milliseconds. */
    public String describe() {
        return String.format(Locale.ROOT, "p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, max %.0f ms", percentileMillis(50),
                percentileMillis(95), percentileMillis(99), percentileMillis(100));
    }
}
