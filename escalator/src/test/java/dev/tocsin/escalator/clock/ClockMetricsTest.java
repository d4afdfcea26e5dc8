package dev.tocsin.escalator.clock;

import static dev.tocsin.escalator.ClockedPolicy.clocked;
import static dev.tocsin.escalator.ClockedPolicy.within;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.schemas.incident.ClockKind.MITIGATE;
import static dev.tocsin.schemas.incident.ClockKind.RESPOND;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.tocsin.escalator.EscalatorHarness;
import dev.tocsin.escalator.decision.ObligationDecision.Happened;
import dev.tocsin.event.FactKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class ClockMetricsTest {

    private static double gauge(EscalatorHarness escalator, String name) {
        return escalator.metrics().get("tocsin.escalator.clocks." + name).gauge().value();
    }

    @Test
    void shouldShowHowManyClocksRunAndHowManyAreOverdue() {
        try (var escalator = new EscalatorHarness(clocked(aPolicy()).clock(1, RESPOND, within(ofMinutes(1))).clock(1,
                MITIGATE, within(ofMinutes(30))).build())) {
            escalator.opened(anIncident());
            escalator.opened(anIncident().id("0a1b2c3d-other"));
            assertThat(gauge(escalator, "running")).isEqualTo(4);
            assertThat(gauge(escalator, "overdue")).isZero();

            escalator.advance(ofMinutes(2));
            assertThat(gauge(escalator, "overdue")).isEqualTo(2);
            escalator.changed("0a1b2c3d-other", incident -> incident.setAcknowledgedAt(escalator.now()));
            assertThat(gauge(escalator, "running")).isEqualTo(3);
            escalator.deleted("0a1b2c3d-other");

            assertThat(gauge(escalator, "running")).isEqualTo(2);
            assertThat(gauge(escalator, "overdue")).isEqualTo(1);
            escalator.notifications();
        }
    }

    @Test
    void shouldMeasureHowLongPhasesTookAndCountWhatWasLate() {
        try (var escalator = new EscalatorHarness(clocked(aPolicy()).clock(1, RESPOND, within(ofMinutes(10)))
                .build())) {
            escalator.opened(anIncident());
            escalator.advance(ofMinutes(25));
            escalator.changed(incident -> incident.setAcknowledgedAt(escalator.now()));
            escalator.notifications();

            var metrics = escalator.metrics();
            assertThat(metrics.get("tocsin.escalator.clock.duration").tags("phase", "respond", "severity", "SEV1",
                    "outcome", "late").timer().totalTime(TimeUnit.MINUTES)).isEqualTo(25);
            assertThat(metrics.get("tocsin.escalator.clocks.warned").tags("phase", "respond", "severity", "SEV1")
                    .counter().count()).isEqualTo(1);
            assertThat(metrics.get("tocsin.escalator.clocks.breached").counter().count()).isEqualTo(1);
        }
    }

    @Test
    void shouldKeepTheNumberOfSeveritiesBounded() {
        var registry = new SimpleMeterRegistry();
        var metrics = new ClockMetrics(registry);

        IntStream.range(0, 100).forEach(number -> metrics.happened(new Happened(FactKind.CLOCK_WARNED, "", "", Map.of(
                "phase", "respond", "severity", "S" + number))));

        assertThat(registry.find("tocsin.escalator.clocks.warned").counters()).hasSize(21);
    }
}
