package dev.tocsin.escalator.clock;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import dev.tocsin.event.Incident;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.model.Deadline;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.schemas.incident.ClockKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The times of the runbooks, as the policies that ship have them. All opened on Friday 2026-12-11 at 12:00 UTC. */
class RunbookClocksTest {

    private static final Instant FRIDAY_NOON = Instant.parse("2026-12-11T12:00:00Z");

    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @CsvSource({"A1, cloudforge, SEV1, respond, 2026-12-11T12:15:00Z", //
            "A1, cloudforge, SEV2, respond, 2026-12-11T12:30:00Z", //
            "A1, cloudforge, SEV3, respond, 2026-12-11T14:00:00Z", //
            "A1, cloudforge, SEV4, respond, 2026-12-14T12:00:00Z", //
            "A8, cloudforge, SEV1, review, 2026-12-16T12:00:00Z", //
            "B1, bonsai, SEV1, respond, 2026-12-11T12:01:00Z", //
            "B1, bonsai, SEV2, respond, 2026-12-11T12:15:00Z", //
            "B1, bonsai, SEV3, respond, 2026-12-11T13:00:00Z", //
            "B1, bonsai, SEV4, respond, 2026-12-14T12:00:00Z", //
            "B12, bonsai, SEV2, first-update, 2026-12-11T12:15:00Z", //
            "B15, bonsai, SEV1, review, 2026-12-13T12:00:00Z", //
            "C3, runbook-001, P0, respond, 2026-12-11T12:02:00Z", //
            "C3, runbook-001, P0, assess, 2026-12-11T12:10:00Z", //
            "C3, runbook-001, P0, mitigate, 2026-12-11T12:30:00Z", //
            "C9, runbook-001, P1, review, 2026-12-13T12:00:00Z", //
            "D1, p0-p3, P0, respond, 2026-12-11T12:01:00Z", //
            "D1, p0-p3, P1, respond, 2026-12-11T12:15:00Z", //
            "D1, p0-p3, P2, respond, 2026-12-11T13:00:00Z", //
            "D1, p0-p3, P3, respond, 2026-12-11T16:00:00Z", //
            "D9, p0-p3, P0, review, 2026-12-13T12:00:00Z"})
    void shouldHaveTheTimesOfTheRunbook(String row, String policy, String severity, String phase, Instant due) {
        assertThat(limits(policy, anIncident().build()).of(phase(phase), severity).map(
                RunbookClocksTest::due)).contains(due);
    }

    /** C1: each type of incident has its own time to respond. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"service-down, P0, PT5M", "high-error-rate, P0, PT10M", "circuit-breaker-open, P1, PT15M",
            "slow-queries, P1, PT30M", "database-pool-exhausted, P0, PT10M"})
    void shouldHaveTheTimeOfTheTypeOfIncident(String rule, String severity, Duration within) {
        var incident = Incident.newBuilder(anIncident().build()).setRuleId(rule).build();

        assertThat(limits("runbook-001", incident).of(ClockKind.RESPOND, severity).map(Deadline::within)).contains(
                within);
    }

    private static Instant due(Deadline deadline) {
        return new Stopwatch(FRIDAY_NOON, deadline, List.of()).dueAt().orElseThrow();
    }

    private static TimeLimits limits(String policy, Incident incident) {
        return TimeLimits.of(load(policy), incident);
    }

    private static ClockKind phase(String key) {
        return Arrays.stream(ClockKind.values()).filter(phase -> phase.key().equals(key)).findFirst().orElseThrow();
    }

    private static Policy load(String name) {
        try {
            var file = Path.of("..", "policies", name + ".yml");
            return PolicyLoader.load(file.getFileName().toString(), Files.readString(file)).policy();
        } catch (IOException | PolicyErrors e) {
            throw new AssertionError(e);
        }
    }
}
