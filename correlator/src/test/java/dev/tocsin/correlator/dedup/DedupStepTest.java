package dev.tocsin.correlator.dedup;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.correlator.AlertFixture;
import dev.tocsin.correlator.flow.AppliedAlert;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;
import org.junit.jupiter.api.Test;

/** The step without Kafka: what is remembered is a map, and what it wants done is a list. */
class DedupStepTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final AlertFixture ALERT = anAlert("db-1").since(NOON);
    private static final CompiledPolicy POLICY = policy();

    private final Remembered remembered = new Remembered();

    @Test
    void shouldReportAFiringAlertAndPassItWithoutWritingItsRow() {
        var effects = decide(ALERT.firing(), NOON);

        assertThat(effects).hasSize(2);
        assertThat(said(effects)).containsExactly("fresh");
        assertThat(passed(effects)).hasValueSatisfying(alert -> {
            assertThat(alert.before()).isEqualTo(AppliedAlert.Before.NOT_FIRING);
            assertThat(alert.next().getStatus()).isEqualTo(AlertStatus.FIRING);
        });
    }

    @Test
    void shouldOnlyCountAPlainRepeat() {
        remembered.keep(passed(decide(ALERT.firing(), NOON)).orElseThrow().next());

        assertThat(decide(ALERT.firing(), NOON.plusSeconds(1))).containsExactly(new Effect.PassOver("repeat",
                "prom:db-1"));
    }

    @Test
    void shouldRecordARepeatAfterThirtySecondsWithoutPassingIt() {
        remembered.keep(AlertState.newBuilder(passed(decide(ALERT.firing(), NOON)).orElseThrow().next()).setIncidentId(
                "one").build());
        remembered.standings.put("one", AlertIncidentState.RUNNING);

        var effects = decide(ALERT.firing(), NOON.plus(Dedup.NOTED_EVERY).plusSeconds(1));

        assertThat(effects.getFirst()).isInstanceOfSatisfying(Effect.Put.class, put -> assertThat(put.kind()).isEqualTo(
                RowKind.ALERTS));
        assertThat(said(effects)).containsExactly("repeat");
        assertThat(passed(effects)).isEmpty();
    }

    @Test
    void shouldHoldAnAlertThatBeginsToFlapUntilItIsCalmAndPassItOnAsFiring() {
        var fires = passed(decide(ALERT.firing(), NOON)).orElseThrow();
        remembered.keep(fires.next());

        var effects = decide(ALERT.until(NOON.plusSeconds(60)).resolved(), NOON.plusSeconds(60));

        assertThat(said(effects)).containsExactly("flapping-started");
        assertThat(remembered.apply(effects).held("prom:db-1")).hasValueSatisfying(row -> {
            assertThat(row.getFlapping()).isTrue();
            assertThat(row.getDueAt()).isPresent();
        });
        assertThat(passed(effects)).hasValueSatisfying(alert -> assertThat(alert.next().getFlapping()).isTrue());
    }

    @Test
    void shouldDoNothingForATimerThatSpeaksOfAnotherGeneration() {
        remembered.keep(passed(decide(ALERT.firing(), NOON)).orElseThrow().next());
        var effects = decide(ALERT.until(NOON.plusSeconds(60)).resolved(), NOON.plusSeconds(60));
        remembered.apply(effects).keep(passed(effects).orElseThrow().next());
        var due = remembered.held("prom:db-1").orElseThrow().getDueAt().orElseThrow();

        assertThat(said(decide(calm(due, 7), due))).containsExactly("stale-timer");
        assertThat(said(decide(calm(due, 1), due))).containsExactly("flapping-ended");
    }

    @Test
    void shouldForgetAResolvedAlertADayAfterItsLastDeliveryOnceItsIncidentIsGone() {
        var row = AlertState.newBuilder(passed(decide(ALERT.firing(), NOON)).orElseThrow().next()).setStatus(
                AlertStatus.RESOLVED).setIncidentId("one").build();
        var later = NOON.plus(Duration.ofHours(25));

        assertThat(DedupStep.isForgotten(row, remembered, later)).isTrue();
        remembered.standings.put("one", AlertIncidentState.RESOLVED);
        assertThat(DedupStep.isForgotten(row, remembered, later)).isFalse();
    }

    private List<Effect> decide(Object body, Instant now) {
        return DedupStep.decide(remembered, JudgedSignal.under(POLICY, Signal.newBuilder().setId("signal-1")
                .setServiceKey("payments").setReceivedAt(now).setBody(body).build()), now);
    }

    private static TimerFired calm(Instant due, long generation) {
        return TimerFired.newBuilder().setKind(TimerKind.FLAPPING_OVER).setIncidentId("").setSubject("prom:db-1")
                .setDueAt(due).setGeneration(generation).build();
    }

    private static List<String> said(List<Effect> effects) {
        return effects.stream().flatMap(effect -> switch (effect) {
            case Effect.Say(var said) -> Stream.of(said.outcome());
            case Effect.SayForAll(var said) -> Stream.of(said.outcome());
            default -> Stream.<String>empty();
        }).toList();
    }

    private static Optional<AppliedAlert> passed(List<Effect> effects) {
        return effects.stream().flatMap(effect -> effect instanceof Effect.Pass(var judged)
                ? judged.alert().stream()
                : Stream.<AppliedAlert>empty()).findFirst();
    }

    private static CompiledPolicy policy() {
        try (var text = DedupStepTest.class.getResourceAsStream("/dev/tocsin/correlator/policy.yml")) {
            return PolicyLoader.load("policy.yml", new String(Objects.requireNonNull(text).readAllBytes(), UTF_8)
                    + "flapping: {transitions: 2, within: 30m, leave: 1, quiet: 15m}\n");
        } catch (IOException | PolicyErrors wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static final class Remembered implements DedupState {

        private final Map<String, AlertState> alerts = new HashMap<>();
        private final Map<String, HeldAlert> held = new HashMap<>();
        private final Map<String, AlertIncidentState> standings = new HashMap<>();

        void keep(AlertState row) {
            alerts.put(row.getIdentity(), row);
        }

        Remembered apply(List<Effect> effects) {
            for (var effect : effects) {
                if (effect instanceof Effect.Put<?>(_, var key, HeldAlert row)) {
                    held.put(key, row);
                }
            }
            return this;
        }

        @Override
        public Optional<AlertState> alert(String identity) {
            return Optional.ofNullable(alerts.get(identity));
        }

        @Override
        public Optional<HeldAlert> held(String identity) {
            return Optional.ofNullable(held.get(identity));
        }

        @Override
        public boolean hasIncident(String incidentId) {
            return standings.containsKey(incidentId);
        }

        @Override
        public AlertIncidentState standing(String incidentId) {
            return standings.getOrDefault(incidentId, AlertIncidentState.GONE);
        }
    }
}
