package dev.tocsin.correlator.decision;

import static dev.tocsin.runtime.metric.MetricSpec.counter;

import java.util.List;

import dev.tocsin.runtime.metric.MetricSpec;

/** The metrics of the correlator. */
public final class CorrelatorMetrics {

    /** Decisions of the correlator, by step and outcome. */
    public static final MetricSpec DECISIONS = counter("tocsin.correlator.decisions",
            "Decisions of the correlator, by step and outcome.", "stage", "outcome");

    /** All. */
    public static final List<MetricSpec> ALL = List.of(DECISIONS);

    private CorrelatorMetrics() {}
}
