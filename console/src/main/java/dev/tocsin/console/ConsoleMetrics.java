package dev.tocsin.console;

import static dev.tocsin.runtime.metric.MetricSpec.counter;
import static dev.tocsin.runtime.metric.MetricSpec.gauge;

import java.util.List;

import dev.tocsin.runtime.metric.MetricSpec;

/** The metrics of the console. */
public final class ConsoleMetrics {

    /** Incidents held in memory. */
    public static final MetricSpec INCIDENTS = gauge("tocsin.console.incidents",
            "Incidents held in memory.");

    /** Problems listed by /api/status. */
    public static final MetricSpec PROBLEMS = gauge("tocsin.console.problems",
            "Problems listed by /api/status.");

    /** Destinations whose last message failed. */
    public static final MetricSpec DESTINATIONS_REFUSING = gauge("tocsin.console.destinations.refusing",
            "Destinations whose last message failed.");

    /** Connected stream clients. */
    public static final MetricSpec CLIENTS = gauge("tocsin.console.clients",
            "Connected stream clients.");

    /** Records that were skipped because they could not be decoded. */
    public static final MetricSpec RECORDS_UNDECODABLE = counter("tocsin.console.records.undecodable",
            "Records that were skipped because they could not be decoded.");

    /** Audit entries that Kafka did not take. */
    public static final MetricSpec AUDIT_LOST = counter("tocsin.console.audit.lost",
            "Audit entries that Kafka did not take; they stand in the console's own log.");

    /** All. */
    public static final List<MetricSpec> ALL = List.of(INCIDENTS, PROBLEMS, DESTINATIONS_REFUSING, CLIENTS,
            RECORDS_UNDECODABLE, AUDIT_LOST);

    private ConsoleMetrics() {}
}
