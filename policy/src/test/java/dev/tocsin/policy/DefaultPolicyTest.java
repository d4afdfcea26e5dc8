package dev.tocsin.policy;

import static dev.tocsin.policy.AlertBuilder.anAlert;
import static dev.tocsin.policy.ClassificationTest.classify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.stream.Stream;

import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.read.PolicyReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefaultPolicyTest {

    private final CompiledPolicy policy = load();

    private static CompiledPolicy load() {
        try {
            return PolicyLoader.load(PolicyLoader.builtIn());
        } catch (PolicyErrors wrong) {
            throw new AssertionError(wrong.getMessage(), wrong);
        }
    }

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource("alerts")
    void shouldGiveUsualAlertsTheSeverityOneExpects(String name, AlertBuilder alert, String severity, String rule) {
        var classified = classify(policy, alert.build());

        assertThat(classified.severity().getId()).isEqualTo(severity);
        assertThat(classified.ruleId()).isEqualTo(rule);
        assertThat(classified.reason()).doesNotContain("could not be evaluated");
    }

    static Stream<Arguments> alerts() {
        return Stream.of(labelled("severity", "critical", "SEV1", "critical"),
                labelled("severity", "CRITICAL", "SEV1", "critical"), labelled("severity", "page", "SEV1", "critical"),
                labelled("severity", "error", "SEV2", "high"), labelled("severity", "high", "SEV2", "high"),
                labelled("severity", "warning", "SEV3", "low"), labelled("severity", "info", "SEV4", "information"),
                labelled("severity", "none", "SEV4", "heartbeat"), labelled("severity", "deadman", "SEV4", "heartbeat"),
                labelled("severity", "purple", "SEV2", "fallback"), labelled("level", "fatal", "SEV1", "critical"),
                labelled("level", "error", "SEV2", "high"), labelled("level", "warning", "SEV3", "low"),
                labelled("level", "info", "SEV4", "information"),
                arguments("no label at all", anAlert(), "SEV2", "fallback"),
                arguments("Watchdog", anAlert().named("Watchdog").with("severity", "critical"), "SEV4", "heartbeat"),
                arguments("DeadMansSwitch", anAlert().named("DeadMansSwitch"), "SEV4", "heartbeat"),
                arguments("a CloudWatch alarm", anAlert().format("cloudwatch").named("cpu"), "SEV2",
                        "cloudwatch-alarm"),
                arguments("a CloudWatch alarm that carries a severity",
                        anAlert().format("cloudwatch").with("severity", "critical"), "SEV1", "critical"));
    }

    private static Arguments labelled(String label, String value, String severity, String rule) {
        return arguments(label + "=" + value, anAlert().with(label, value), severity, rule);
    }

    @Test
    void shouldPageNobodyForAHeartbeat() {
        var classified = classify(policy, anAlert().named("Watchdog").with("severity", "none").build());

        assertThat(policy.ladder(classified.ladder()).rungs()).isEmpty();
    }

    @Test
    void shouldEscalateACriticalAlertUntilAcknowledged() {
        var ladder = policy.ladder(classify(policy, anAlert().with("severity", "critical").build()).ladder());

        assertThat(ladder.rungs()).extracting(Ladder.Rung::after).containsExactly(Duration.ZERO, Duration.ofMinutes(5),
                Duration.ofMinutes(15));
        assertThat(ladder.rungs().getFirst().targets()).containsExactly("on-call");
        assertThat(ladder.repeat()).isEqualTo(2);
    }

    @Test
    void shouldNeedNoAccountAnywhere() {
        assertThat(policy.policy().channels().values()).allSatisfy(channel -> {
            assertThat(channel.type()).isEqualTo("inbox");
            assertThat(channel.secrets()).isEmpty();
        });
    }

    @Test
    void shouldSayEnvironmentTeamAndRunbookWhenLabelsDo() {
        var classified = classify(policy, anAlert().with("severity", "critical").with("env", "prod")
                .with("team", "shop").annotated("runbook_url", "https://example.org/r").build());

        assertThat(classified.environment()).isEqualTo("prod");
        assertThat(classified.team()).isEqualTo("shop");
        assertThat(classified.runbook()).isEqualTo("https://example.org/r");
        assertThat(classified.correlationKey()).isEqualTo("checkout {environment=prod,name=HighErrorRate}");
    }

    @Test
    void shouldWriteOutTheServiceLabelsThatAreKnownAnyway() {
        assertThat(policy.policy().serviceLabels()).isEqualTo(PolicyReader.SERVICE_LABELS);
    }

    @Test
    void shouldHoldBackFirstPagesForAStormButNeverForTheWorst() {
        assertThat(policy.policy().handling().storms()).singleElement().satisfies(flood -> {
            assertThat(flood.hold()).isEqualTo(Duration.ofSeconds(5));
            assertThat(flood.except()).containsExactly("SEV1");
        });
    }

    @Test
    void shouldOutlastTheRepeatIntervalOfAlertmanagerBeforeAnAlertExpires() {
        assertThat(policy.policy().handling().expiry("any").orElseThrow()).isGreaterThan(Duration.ofHours(4));
    }

    @Test
    void shouldBeVersionZero() {
        var version = PolicyLoader.builtIn();

        assertThat(policy.version()).isZero();
        assertThat(version.getName()).isEqualTo(policy.name());
        assertThat(version.getSha256()).isEqualTo(PolicyLoader.sha256(version.getText())).hasSize(64);
    }
}
