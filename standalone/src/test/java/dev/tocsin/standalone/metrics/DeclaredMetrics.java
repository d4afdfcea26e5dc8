package dev.tocsin.standalone.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tocsin.console.ConsoleMetrics;
import dev.tocsin.correlator.decision.CorrelatorMetrics;
import dev.tocsin.escalator.account.EscalatorMetrics;
import dev.tocsin.ingest.metric.IngestMeters;
import dev.tocsin.notifier.delivery.NotifierMetrics;
import dev.tocsin.runtime.metric.CommonMetrics;
import dev.tocsin.runtime.metric.MetricSpec;
import dev.tocsin.runtime.streams.StreamsMeters;
import dev.tocsin.standalone.registry.RegistryMetrics;

/** The metrics that each service declares. */
final class DeclaredMetrics {

    private DeclaredMetrics() {}

    /** By the heading of {@code docs/metrics.md}, in its order. */
    static Map<String, List<MetricSpec>> sections() {
        var sections = new LinkedHashMap<String, List<MetricSpec>>();
        sections.put("ingest", IngestMeters.ALL);
        sections.put("correlator", CorrelatorMetrics.ALL);
        sections.put("escalator", EscalatorMetrics.ALL);
        sections.put("notifier", NotifierMetrics.ALL);
        sections.put("console", ConsoleMetrics.ALL);
        sections.put("registry", RegistryMetrics.ALL);
        sections.put("several services", CommonMetrics.ALL);
        sections.put("Kafka Streams (correlator and escalator)", StreamsMeters.declared());
        return sections;
    }

    static Stream<MetricSpec> all() {
        return sections().values().stream().flatMap(List::stream);
    }
}
