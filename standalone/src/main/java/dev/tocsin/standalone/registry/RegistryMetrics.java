package dev.tocsin.standalone.registry;

import static dev.tocsin.runtime.metric.MetricSpec.gauge;
import static dev.tocsin.runtime.metric.MetricSpec.timer;

import java.util.List;

import dev.tocsin.runtime.metric.MetricSpec;

/** The metrics of the schema registry. */
public final class RegistryMetrics {

    /** Registered schemas. */
    public static final MetricSpec SCHEMAS = gauge("tocsin.registry.schemas",
            "Registered schemas.");

    /** Time to answer a request, by HTTP status. */
    public static final MetricSpec REQUEST_DURATION = timer("tocsin.registry.request.duration",
            "Time to answer a request, by HTTP status.", "status");

    /** All. */
    public static final List<MetricSpec> ALL = List.of(SCHEMAS, REQUEST_DURATION);

    private RegistryMetrics() {}
}
