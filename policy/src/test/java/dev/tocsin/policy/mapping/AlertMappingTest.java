package dev.tocsin.policy.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.mapping.AlertMapping.Part;
import dev.tocsin.policy.mapping.AlertMapping.State;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;

class AlertMappingTest {

    private static final String MAPPING = """

            mappings:
              nagios:
                each: body.problems
                identity: [item.host, item.check]
                state: item.status
                firing: [critical, down]
                resolved: [OK]
                ignore: ack
                severity: item.status
                summary: 'item.host + ": " + item.text'
                labels: {service: item.app, environment: '"production"', code: item.code}
                values: {load: item.load}
                links: {Check: item.url}
            """;

    @Test
    void shouldMapEachElementAndLeaveOutWhatIsAbsent() throws PolicyErrors {
        var body = Map.of("problems", List.of(Map.of("host", "db-1", "check", "disk", "status", "CRITICAL", "text",
                "full",
                "app", "orders", "load", 1.5, "code", 7L), Map.of("host", "db-2", "status", "ok")));

        var mapped = mapping(MAPPING).apply(body);

        assertThat(mapped).hasSize(2);
        assertThat(mapped.getFirst().identity()).containsExactly("db-1", "disk");
        assertThat(mapped.getFirst().state()).isEqualTo(State.FIRING);
        assertThat(mapped.getFirst().text(Part.SUMMARY)).isEqualTo("db-1: full");
        assertThat(mapped.getFirst().labels()).isEqualTo(Map.of("service", "orders", "environment", "production",
                "code", "7"));
        assertThat(mapped.getFirst().values()).isEqualTo(Map.of("load", "1.5"));
        assertThat(mapped.getLast().identity()).isEmpty();
        assertThat(mapped.getLast().state()).isEqualTo(State.RESOLVED);
        assertThat(mapped.getLast().text(Part.SUMMARY)).isEmpty();
    }

    @Test
    void shouldLeaveAnUnknownWordUndecidedUnlessToldOtherwise() throws PolicyErrors {
        var body = Map.of("problems", List.of(Map.of("host", "h", "check", "c", "status", "odd")));

        assertThat(mapping(MAPPING).apply(body)).extracting(AlertMapping.Mapped::state).containsExactly(
                State.UNDECIDED);
        assertThat(mapping(MAPPING + "    otherwise: firing\n").apply(body)).extracting(AlertMapping.Mapped::state)
                .containsExactly(State.FIRING);
    }

    @Test
    void shouldSurviveAnyBody() throws PolicyErrors {
        for (var body : List.of("text", 7L, List.of(), Map.of(), Map.of("problems", "none"), Map.of("problems", List.of(
                "x", 1.0, List.of())))) {
            assertThat(mapping(MAPPING).apply(body)).allSatisfy(mapped -> assertThat(mapped.identity()).isEmpty());
        }
    }

    @Test
    void shouldNameLineAndColumnOfAWrongExpression() {
        assertThatThrownBy(() -> mapping(MAPPING.replace("each: body.problems", "each: boddy.problems")))
                .isInstanceOf(PolicyErrors.class).hasMessageContaining("boddy").hasMessageContaining(":" + line(
                        "each: ") + ":");
        assertThatThrownBy(() -> mapping(MAPPING.replace("identity: [item.host, item.check]", "name: item.host")))
                .isInstanceOf(PolicyErrors.class).hasMessageContaining("identity");
    }

    private static int line(String text) {
        var all = PolicyLoader.builtIn().getText() + MAPPING;
        return (int) all.substring(0, all.indexOf(text)).chars().filter(c -> c == '\n').count() + 1;
    }

    private static AlertMapping mapping(String section) throws PolicyErrors {
        return PolicyLoader.load("policy.yml", PolicyLoader.builtIn().getText() + section).mapping("nagios")
                .orElseThrow();
    }
}
