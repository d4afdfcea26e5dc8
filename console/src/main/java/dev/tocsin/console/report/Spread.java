package dev.tocsin.console.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How durations spread. Percentiles lie between two of them as a spreadsheet's PERCENTILE has it, in whole seconds.
 *
 * @param count
 *            number of durations
 * @param medianSeconds
 *            empty if there are none
 * @param p90Seconds
 *            nine of ten are not longer; empty if there are none
 */
public record Spread(int count, Optional<Long> medianSeconds, Optional<Long> p90Seconds) {

    private static final double MEDIAN = 0.5;
    private static final double NINETY = 0.9;

    static Spread of(List<Duration> durations) {
        var sorted = durations.stream().mapToLong(Duration::toMillis).sorted().toArray();
        return new Spread(sorted.length, percentile(sorted, MEDIAN), percentile(sorted, NINETY));
    }

    private static Optional<Long> percentile(long[] sorted, double part) {
        if (sorted.length == 0) {
            return Optional.empty();
        }
        var place = part * (sorted.length - 1);
        var below = (int) place;
        var above = Math.min(below + 1, sorted.length - 1);
        return Optional.of(Math.round((sorted[below] + (place - below) * (sorted[above] - sorted[below])) / 1_000));
    }
}
