package dev.tocsin.standalone.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.runtime.metric.MetricSpec;
import dev.tocsin.runtime.metric.MetricSpec.Kind;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} lists the declared metrics. With {@code -Dtocsin.documents=write} it is written. */
class MetricDocumentsTest {

    private static final String BEGIN = "<!-- metrics: made from the declarations by MetricDocumentsTest -->\n";
    private static final String END = "\n<!-- end of metrics -->";
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
    /** Labels that Alertmanager's API shows, and the module's own name. */
    private static final Set<String> NO_METRICS = Set.of("tocsin_console", "tocsin_incident", "tocsin_condition");
    private static final Pattern NAMED = Pattern.compile("tocsin_[a-z_]+");
    private static final List<Path> PROSE = List.of(Path.of("..", "docs", "operations.md"), Path.of("..",
            "alert-ingest", "README.md"), Path.of("..", "correlator", "README.md"), Path.of("..", "escalator",
                    "README.md"), Path.of("..", "notifier", "README.md"), Path.of("..", "console", "README.md"), Path
                            .of(
                                    "README.md"));

    @Test
    void shouldListEveryMetric() throws IOException {
        var text = Files.readString(DOCUMENT);
        assertThat(text).contains(BEGIN, END);

        var from = text.indexOf(BEGIN) + BEGIN.length();
        var expected = text.substring(0, from) + tables() + text.substring(text.indexOf(END, from));
        if ("write".equals(System.getProperty("tocsin.documents"))) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(Files.readString(DOCUMENT)).as("run this test with -Dtocsin.documents=write").isEqualTo(expected);
    }

    @Test
    void shouldNameOnlyMetricsThatExist() throws IOException {
        var known = DeclaredMetrics.all().map(MetricSpec::exposed).toList();
        for (var file : PROSE) {
            assertThat(NAMED.matcher(Files.readString(file)).results().map(match -> match.group()).filter(
                    name -> !NO_METRICS.contains(name))).as(file.toString()).isSubsetOf(known);
        }
    }

    @Test
    void shouldFollowTheConventionsOfPrometheus() {
        assertThat(DeclaredMetrics.all().map(MetricSpec::exposed)).doesNotHaveDuplicates();
        assertThat(DeclaredMetrics.all()).allSatisfy(metric -> {
            assertThat(metric.exposed()).matches("(tocsin|kafka)_[a-z]+(_[a-z]+)*");
            assertThat(metric.meter()).as("the suffix follows from the kind").doesNotEndWith(".total");
            assertThat(metric.exposed().endsWith("_total")).as(metric.exposed()).isEqualTo(metric
                    .kind() == Kind.COUNTER);
            assertThat(metric.sentence()).endsWith(".").doesNotContain("|");
        });
    }

    private static String tables() {
        return DeclaredMetrics.sections().entrySet().stream().map(section -> table(section.getKey(), section
                .getValue())).collect(Collectors.joining("\n\n"));
    }

    private static String table(String service, List<MetricSpec> metrics) {
        return Stream.concat(Stream.of("## " + service.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + service
                .substring(1), "", "| metric | type | labels | meaning |", "| --- | --- | --- | --- |"), metrics
                        .stream()
                        .map(MetricDocumentsTest::row)).collect(Collectors.joining("\n"));
    }

    private static String row(MetricSpec metric) {
        return "| `" + metric.exposed() + "` | " + metric.kind().type() + " | " + metric.labels().stream().map(
                label -> "`" + label + "`").collect(Collectors.joining(", ")) + " | " + metric.sentence() + " |";
    }
}
