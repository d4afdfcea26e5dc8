package dev.tocsin.standalone.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tocsin.runtime.metric.MetricSpec;
import dev.tocsin.runtime.metric.MetricSpec.Kind;
import dev.tocsin.standalone.acceptance.harness.Http;
import dev.tocsin.standalone.acceptance.harness.Pipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What running services expose is what they declare: name, type and labels. */
@Tag("broker")
@ExtendWith(SharedPipeline.class)
class MetricsIT {

    private static final Pattern TYPE = Pattern.compile("^# TYPE ((?:tocsin|kafka)_\\S+) (\\S+)$", Pattern.MULTILINE);
    private static final Pattern SAMPLE = Pattern.compile("^((?:tocsin|kafka)_[a-z_]+)\\{([^}]*)}", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    /** Of every metric, and of the buckets of a histogram. */
    private static final Set<String> GENERAL = Set.of("service", "le");

    private Pipeline pipeline;

    /** The shared pipeline has delivered pages, so each service has counted something. */
    @BeforeEach
    void find(Acceptance acceptance) {
        pipeline = acceptance.pipeline();
    }

    @Test
    void shouldExposeOnlyDeclaredMetrics() {
        var declared = declared();
        for (var service : pipeline.urls().keySet()) {
            TYPE.matcher(exposed(service)).results().forEach(type -> assertThat(declared).as(service).containsEntry(type
                    .group(1), type.group(2)));
        }
    }

    @Test
    void shouldExposeTheDeclaredLabels() {
        var labels = DeclaredMetrics.all().collect(Collectors.toMap(MetricSpec::exposed, metric -> new TreeSet<>(metric
                .labels())));
        for (var service : pipeline.urls().keySet()) {
            SAMPLE.matcher(exposed(service)).results().filter(sample -> labels.containsKey(sample.group(1))).forEach(
                    sample -> assertThat(labels(sample.group(2))).as(sample.group(1)).isEqualTo(labels.get(sample.group(
                            1))));
        }
    }

    /** A metric with labels appears with its first value. The disk is watched by {@code tocsin up} only, and nothing here has a certificate. */
    @Test
    void shouldExposeEveryMetricWithoutLabels() {
        var all = pipeline.urls().keySet().stream().map(this::exposed).collect(Collectors.joining());

        assertThat(DeclaredMetrics.all().filter(metric -> metric.labels().isEmpty()).map(MetricSpec::exposed).filter(
                name -> !name.startsWith("tocsin_disk_") && !name.startsWith("tocsin_tls_") && !name.startsWith(
                        "tocsin_ingest_spool_"))).allSatisfy(
                                name -> assertThat(all).contains("# TYPE " + name
                                        + " "));
    }

    /** Type by name, with the largest value that Micrometer adds to a timer. */
    private static Map<String, String> declared() {
        var declared = new TreeMap<String, String>();
        DeclaredMetrics.all().forEach(metric -> {
            declared.put(metric.exposed(), metric.kind().type());
            if (metric.kind() == Kind.TIMER || metric.kind() == Kind.HISTOGRAM) {
                declared.put(metric.exposed() + "_max", "gauge");
            }
        });
        return declared;
    }

    private static Set<String> labels(String text) {
        return LABEL.matcher(text).results().map(label -> label.group(1)).filter(label -> !GENERAL.contains(label))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String exposed(String service) {
        try {
            return Http.get(pipeline.urls().get(service) + "/metrics").body();
        } catch (IOException away) {
            throw new AssertionError(service + " does not answer", away);
        }
    }
}
