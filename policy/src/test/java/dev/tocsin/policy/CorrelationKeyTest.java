package dev.tocsin.policy;

import static dev.tocsin.policy.AlertBuilder.anAlert;
import static dev.tocsin.policy.ClassificationTest.classify;
import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.Test;

class CorrelationKeyTest {

    @Test
    void shouldJoinAlertsOfOneServiceAndName() {
        var policy = aPolicy().load();

        var one = classify(policy, anAlert().with("instance", "1").build());
        var other = classify(policy, anAlert().with("instance", "2").build());

        assertThat(one.correlationKey()).isEqualTo("checkout {name=HighErrorRate}")
                .isEqualTo(other.correlationKey());
    }

    @Test
    void shouldUseTheEnvironmentThatTheRuleFound() {
        var policy = aPolicy()
                .fallback("fallback: {severity: SEV1, correlate-by: environment, set: {environment: '{stage}'}}\n")
                .load();

        assertThat(classify(policy, anAlert().with("stage", "prod").build()).correlationKey())
                .isEqualTo("checkout {environment=prod}");
    }

    @Test
    void shouldNotDependOnTheOrderInWhichLabelsAreNamed() {
        var policy = aPolicy().rules("""
                rules: [{id: a, when: 'x="1"', severity: SEV1, correlate-by: [zone, name, service]}]
                fallback: {severity: SEV1, correlate-by: [name, zone]}
                """).load();

        var one = classify(policy, anAlert().with("x", "1").with("zone", "a").build());
        var other = classify(policy, anAlert().with("zone", "a").build());

        assertThat(one.correlationKey()).isEqualTo(other.correlationKey());
    }

    @Property(tries = 500)
    void shouldDifferWheneverAPartDiffers(@ForAll("parts") List<String> one, @ForAll("parts") List<String> other) {
        var policy = aPolicy().fallback("fallback: {severity: SEV1, correlate-by: [a, b]}\n").load();

        assertThat(key(policy, one).equals(key(policy, other))).isEqualTo(one.equals(other));
        assertThat(key(policy, one)).startsWith(one.getFirst());
    }

    Gen<List<String>> parts() {
        return Gens.strings("a{}=,% b\n", 0, 4).list(3);
    }

    private static String key(CompiledPolicy policy, List<String> parts) {
        var alert = anAlert().with("a", parts.get(1)).with("b", parts.get(2)).build();
        return policy.classify(alert, parts.getFirst(), Instant.EPOCH).correlationKey();
    }
}
