package dev.tocsin.benchmarks.pipeline;

import java.time.Duration;

/**
 * How long the parts of a run take.
 *
 * @param warmUp
 *            load before a run that does not count
 * @param run
 *            what counts
 * @param idle
 *            without load, after as long to come to rest
 * @param step
 *            one rate of the search for the highest
 * @param hold
 *            the rate that was found, once more
 * @param starts
 *            how often a start is measured, and a command
 */
record Lengths(Duration warmUp, Duration run, Duration idle, Duration step, Duration hold, int starts) {

    /** To see that it works; the figures mean nothing. */
    static final Lengths QUICK = new Lengths(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(3),
            Duration.ofSeconds(3), Duration.ofSeconds(5), 1);
}
