package dev.tocsin.correlator.suppress;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.AlertFixture;
import dev.tocsin.correlator.TestPolicies;
import dev.tocsin.correlator.flow.AppliedAlert;
import dev.tocsin.correlator.flow.AppliedAlert.Before;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.MapShell;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.Matcher;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.TimerFired;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.HeldBy;
import org.junit.jupiter.api.Test;

/** The step without Kafka: what is remembered is a map, and what it wants done is a list. */
class SuppressStepTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final AlertFixture ALERT = anAlert("db-1").since(NOON);
    private static final AlertFixture CAUSE = anAlert("eu").named("ClusterDown").since(NOON);
    private static final CompiledPolicy POLICY = TestPolicies.policy("inhibit:",
            "  - {id: cluster-down, source: 'alertname=\"ClusterDown\"', target: 'alertname=\"DiskFull\"'}");

    private final SuppressedAlerts held = new SuppressedAlerts();
    private final Suppressors suppressors = new Suppressors();
    private final MapShell shell = new MapShell(new SuppressProcessor.Indices(held, suppressors));
    private final Remembered remembered = new Remembered();

    @Test
    void shouldPassAnAlertThatIsNotSuppressed() {
        fire(ALERT, NOON);

        assertThat(shell.outcomes()).containsExactly("passed");
        assertThat(shell.passed()).hasSize(1);
        assertThat(shell.all(RowKind.HELD)).isEmpty();
    }

    @Test
    void shouldKeepASilencedAlertWithoutPassingIt() {
        silence(NOON.plus(HOUR), NOON);
        fire(ALERT, NOON);

        assertThat(shell.outcomes()).containsExactly("silenced");
        assertThat(shell.passed()).isEmpty();
        assertThat(shell.row(RowKind.HELD, "prom:db-1")).hasValueSatisfying(row -> assertThat(row.getBy()).extracting(
                HeldBy::getId).containsExactly("disk"));
        assertThat(shell.row(RowKind.ALERTS, "prom:db-1")).hasValueSatisfying(row -> assertThat(row.getHeld())
                .isTrue());
    }

    @Test
    void shouldPassOnAnAlertThatItsIncidentCountsAlreadyAlthoughASilenceHidesIt() {
        silence(NOON.plus(HOUR), NOON);
        decide(ALERT.firing(), Optional.of(new AppliedAlert(row(ALERT, false), Before.COUNTED)), NOON);

        assertThat(shell.passed()).hasSize(1);
        assertThat(shell.all(RowKind.HELD)).isEmpty();
    }

    @Test
    void shouldReleaseSilencedAlertsWhenTheSilenceIsShortened() {
        silence(NOON.plus(HOUR), NOON);
        fire(ALERT, NOON);
        silence(NOON.plusSeconds(60), NOON.plusSeconds(60));

        assertThat(shell.outcomes()).containsExactly("released", "silence-set");
        assertThat(shell.passed()).extracting(judged -> judged.signal().getId()).containsExactly("signal-1",
                "signal-1/prom:db-1");
        assertThat(shell.all(RowKind.HELD)).isEmpty();
    }

    @Test
    void shouldNotReportTheResolveOfASuppressedAlert() {
        silence(NOON.plus(HOUR), NOON);
        fire(ALERT, NOON);
        decide(ALERT.until(NOON).resolved(), Optional.of(new AppliedAlert(row(ALERT, true), Before.NOT_FIRING)), NOON);

        assertThat(shell.outcomes()).containsExactly("over-while-held");
        assertThat(shell.passed()).isEmpty();
        assertThat(shell.all(RowKind.HELD)).isEmpty();
    }

    @Test
    void shouldReleaseInhibitedAlertsWhenTheSourceResolves() {
        fire(CAUSE, NOON);
        assertThat(shell.logged()).extracting(signal -> ((Bulletin) signal.getBody()).getKind()).containsExactly(
                BulletinKind.SOURCE_FIRING);
        fire(ALERT, NOON);
        assertThat(shell.outcomes()).containsExactly("inhibited");

        decide(CAUSE.until(NOON).resolved(), Optional.of(new AppliedAlert(row(CAUSE, false), Before.COUNTED)), NOON);

        assertThat(shell.outcomes()).containsExactly("released");
        assertThat(shell.passed()).extracting(judged -> ((Alert) judged.signal().getBody()).getIdentity())
                .containsExactly("prom:eu", "prom:db-1");
        assertThat(shell.logged()).extracting(signal -> ((Bulletin) signal.getBody()).getKind()).containsExactly(
                BulletinKind.SOURCE_OVER);
    }

    @Test
    void shouldSayThatASilenceWhichCannotBeJudgedHidesNothing() {
        decide(aSilence(NOON.plus(HOUR)).setMatchers(List.of()).setCondition("no condition at all").build(), Optional
                .empty(), NOON);
        assertThat(shell.outcomes()).containsExactly("silence-unreadable");

        fire(ALERT, NOON);
        assertThat(shell.outcomes()).containsExactly("passed");
    }

    @Test
    void shouldForgetSilencesThatWereOverForADayWhenAnotherOneIsSet() {
        silence(NOON, NOON);
        decide(aSilence(NOON.plus(SuppressStep.KEPT).plus(HOUR)).setSilenceId("other").build(), Optional.empty(), NOON
                .plus(SuppressStep.KEPT).plusSeconds(1));

        assertThat(shell.all(RowKind.SILENCES)).extracting(SilenceSet::getSilenceId).containsExactly("other");
    }

    @Test
    void shouldLookAtMuchThatIsHeldInPartsThroughTheLog() {
        silence(NOON.plus(HOUR), NOON);
        for (var number = 0; number <= SuppressStep.AT_ONCE; number++) {
            fire(anAlert("db-" + (1000 + number)).since(NOON), NOON);
        }
        silence(NOON, NOON);
        assertThat(shell.passed()).hasSize(1 + SuppressStep.AT_ONCE);

        decide(shell.logged().getFirst().getBody(), Optional.empty(), NOON);

        assertThat(shell.passed()).extracting(judged -> judged.signal().getBody().getClass().getSimpleName())
                .containsExactly(TimerFired.class.getSimpleName(), Alert.class.getSimpleName());
        assertThat(shell.logged()).isEmpty();
    }

    private void fire(AlertFixture alert, Instant now) {
        decide(alert.firing(), Optional.of(new AppliedAlert(row(alert, false), Before.NOT_FIRING)), now);
    }

    private void silence(Instant until, Instant now) {
        decide(aSilence(until).build(), Optional.empty(), now);
    }

    private static SilenceSet.Builder aSilence(Instant until) {
        return SilenceSet.newBuilder().setSilenceId("disk").setKind(SilenceKind.SILENCE).setMatchers(List.of(
                new Matcher("alertname", "DiskFull", false, true))).setStartsAt(NOON.minus(HOUR)).setEndsAt(until)
                .setAuthor("bob").setReason("known");
    }

    private void decide(Object body, Optional<AppliedAlert> applied, Instant now) {
        var signal = JudgedSignal.under(POLICY, Signal.newBuilder().setId("signal-1").setServiceKey("payments")
                .setReceivedAt(now).setBody(body).build());
        shell.apply(SuppressStep.decide(remembered, applied.map(signal::applied).orElse(signal), now));
    }

    private static AlertState row(AlertFixture alert, boolean held) {
        return AlertState.newBuilder().setIdentity(alert.identity()).setSource("prom").setStatus(AlertStatus.FIRING)
                .setStartsAt(NOON).setFirstSeen(NOON).setLastSeen(NOON).setOccurrences(1).setRepeats(0)
                .setServiceKey("payments").setHeld(held).build();
    }

    private final class Remembered implements SuppressState {

        @Override
        public Optional<AlertState> alert(String identity) {
            return shell.row(RowKind.ALERTS, identity);
        }

        @Override
        public Optional<HeldAlert> held(String identity) {
            return shell.row(RowKind.HELD, identity);
        }

        @Override
        public List<String> heldBy(Recheck look, int most) {
            return held.next(look, most);
        }

        @Override
        public Collection<SilenceSet> silences() {
            return suppressors.silences().logged();
        }

        @Override
        public Optional<Bulletin> inhibitor(String identity) {
            return suppressors.inhibitors().get(identity);
        }

        @Override
        public boolean isEmpty(CompiledPolicy policy) {
            return suppressors.isEmpty(policy);
        }

        @Override
        public Optional<HeldBy> judge(AlertFacts facts, CompiledPolicy policy) {
            return suppressors.judge(facts, policy);
        }

        @Override
        public int partition() {
            return 0;
        }
    }
}
