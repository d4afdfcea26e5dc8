package dev.tocsin.correlator;

import static dev.tocsin.correlator.CorrelatorHarness.resource;
import static dev.tocsin.event.FactKind.ALERT_CHANGED;
import static dev.tocsin.event.FactKind.ALERT_RESOLVED;
import static dev.tocsin.event.FactKind.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.TimerFired;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.heartbeat.Beat;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.schemas.topic.ServiceKeys;
import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.state.AlertState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A heartbeat that does not come is one alert, which the next beat resolves. */
class HeartbeatTest {

    /** The log of a service lies in one partition, and the harness is partition 0. */
    private static final String SERVICE = IntStream.range(0, 1_000).mapToObj(number -> "billing-" + number).filter(
            name -> ServiceKeys.partition(name, TopicLayout.ON_A_CLUSTER) == 0).findFirst().orElseThrow();
    private static final String ELSEWHERE = IntStream.range(0, 1_000).mapToObj(number -> "stock-" + number).filter(
            name -> ServiceKeys.partition(name, TopicLayout.ON_A_CLUSTER) != 0).findFirst().orElseThrow();

    private static final Duration EVERY = Duration.ofHours(24);
    private static final Duration GRACE = Duration.ofMinutes(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String POLICY = resource("policy.yml") + """
            sources:
              "*": {expire: 1h}
            heartbeats:
              - {name: backup, every: 24h, grace: 30m, service: %s}
              - {name: other, every: 24h, grace: 30m, service: %s}
            """.formatted(SERVICE, ELSEWHERE);

    private CorrelatorHarness correlator = CorrelatorHarness.under(POLICY);

    @AfterEach
    void close() {
        correlator.skip();
        correlator.close();
    }

    @Test
    void shouldStaySilentWhileBeatsComeInTime() {
        for (var day = 0; day < 5; day++) {
            correlator.advance(EVERY);
            beat(Beat.SUCCESS);
        }

        assertThat(correlator.facts()).isEmpty();
        assertThat(correlator.decided()).doesNotContain("heartbeat:missed");
    }

    @Test
    void shouldStaySilentForALateBeatWithinTheGrace() {
        beat(Beat.SUCCESS);
        correlator.advance(EVERY.plus(GRACE).minusSeconds(1));
        beat(Beat.SUCCESS);
        correlator.advance(EVERY);

        assertThat(correlator.facts()).isEmpty();
    }

    @Test
    void shouldOpenOneIncidentForAMissedBeatAndResolveItByTheNext() {
        beat(Beat.SUCCESS);
        correlator.advance(EVERY.plus(GRACE));
        var opened = correlator.facts();
        var missed = correlator.incident();
        correlator.advance(Duration.ofHours(3));
        beat(Beat.SUCCESS);

        assertThat(opened).containsOnlyOnce(OPENED);
        assertThat(missed.getTitle()).startsWith("Heartbeat backup missed: no beat since 2026-11-20T03:00:00Z");
        assertThat(missed.getService()).isEqualTo(SERVICE);
        assertThat(correlator.facts()).contains(ALERT_RESOLVED).doesNotContain(OPENED);
        assertThat(correlator.incident().getAlertsFiring()).isZero();
        assertThat(correlator.decided()).contains("heartbeat:missed", "heartbeat:back");
    }

    @Test
    void shouldMissWhatNeverCameSinceItWasDeclared() {
        correlator.advance(EVERY.plus(GRACE));

        assertThat(correlator.facts()).containsOnlyOnce(OPENED);
        assertThat(correlator.incident().getTitle()).startsWith("Heartbeat backup missed: no beat so far");
    }

    @Test
    void shouldCountFromAnEarlyBeat() {
        correlator.advance(Duration.ofHours(1));
        beat(Beat.SUCCESS);
        correlator.advance(EVERY.plus(GRACE).minusSeconds(1));
        var before = correlator.facts();
        correlator.advance(MINUTE);

        assertThat(before).isEmpty();
        assertThat(correlator.facts()).containsOnlyOnce(OPENED);
    }

    @Test
    void shouldTakeADoubledBeatAsOne() {
        beat(Beat.SUCCESS);
        beat(Beat.SUCCESS);
        correlator.advance(EVERY.plus(GRACE));
        beat(Beat.SUCCESS);
        beat(Beat.SUCCESS);

        assertThat(correlator.facts()).containsOnlyOnce(OPENED).containsOnlyOnce(ALERT_RESOLVED);
    }

    @Test
    void shouldOpenOneIncidentHoweverManyPeriodsAreMissed() {
        beat(Beat.SUCCESS);
        IntStream.range(0, 10).forEach(_ -> correlator.advance(EVERY));

        assertThat(correlator.facts()).containsOnlyOnce(OPENED).doesNotContain(ALERT_RESOLVED, ALERT_CHANGED);
        assertThat(alert().getOccurrences()).isEqualTo(1);
    }

    /** The correlator was stopped, or its machine slept: it is judged as of now. */
    @Test
    void shouldMissOnceWhatWasDueWhileNobodyLooked() {
        beat(Beat.SUCCESS);
        correlator.sleep(Duration.ofDays(4));
        var timers = correlator.log().stream().filter(entry -> entry.value().getBody() instanceof TimerFired).count();

        assertThat(correlator.facts()).containsOnlyOnce(OPENED);
        assertThat(timers).isEqualTo(1);
    }

    @Test
    void shouldMissAfterARestart() {
        beat(Beat.SUCCESS);
        correlator.advance(EVERY);
        correlator.restart();
        correlator.advance(GRACE);
        correlator.restart();
        correlator.advance(Duration.ofHours(2));

        assertThat(correlator.facts()).containsOnlyOnce(OPENED);
    }

    /** Summer time begins on 28 March 2027 in Europe: that day has 23 hours, and the period has 24. */
    @Test
    void shouldCountElapsedTimeOverAChangeOfTheClocks() {
        correlator.close();
        correlator = CorrelatorHarness.over(new KeptStores(), Instant.parse("2027-03-27T12:00:00Z"));
        correlator.activate(CorrelatorHarness.policy(1, POLICY));
        beat(Beat.SUCCESS);
        correlator.advance(EVERY.plus(GRACE).minusSeconds(1));
        var before = correlator.facts();
        correlator.advance(MINUTE);

        assertThat(before).isEmpty();
        assertThat(correlator.facts()).containsOnlyOnce(OPENED);
    }

    @Test
    void shouldOpenAtOnceForAFailedRunAndResolveByTheNextSuccess() {
        beat(Beat.FAIL);
        var opened = correlator.facts();
        var failed = correlator.incident();
        correlator.advance(MINUTE);
        beat(Beat.SUCCESS);

        assertThat(opened).containsOnlyOnce(OPENED);
        assertThat(failed.getTitle()).isEqualTo("Heartbeat backup: the run failed: exit code 3");
        assertThat(correlator.facts()).contains(ALERT_RESOLVED);
    }

    @Test
    void shouldMissARunThatStartedAndDoesNotEnd() {
        beat(Beat.SUCCESS);
        correlator.advance(Duration.ofHours(2));
        beat(Beat.START);
        correlator.advance(GRACE.minusSeconds(1));
        var before = correlator.facts();
        correlator.advance(MINUTE);

        assertThat(before).isEmpty();
        assertThat(correlator.facts()).containsOnlyOnce(OPENED);
        assertThat(correlator.incident().getTitle()).contains("the run that started at", "has not ended");
    }

    @Test
    void shouldNotExpireWhileItIsMissed() {
        correlator.advance(EVERY.plus(GRACE));
        correlator.advance(Duration.ofDays(30));

        assertThat(alert().getStatus()).isEqualTo(AlertStatus.FIRING);
        assertThat(correlator.facts()).doesNotContain(ALERT_RESOLVED);
    }

    @Test
    void shouldResolveWhatThePolicyNoLongerDeclares() {
        correlator.advance(EVERY.plus(GRACE));
        correlator.skip();
        correlator.activate(CorrelatorHarness.policy(2, resource("policy.yml")));
        correlator.advance(EVERY.multipliedBy(3));

        assertThat(correlator.facts()).contains(ALERT_RESOLVED).doesNotContain(OPENED);
        assertThat(correlator.decided()).contains("heartbeat:removed");
    }

    @Test
    void shouldKeepTheLastBeatOverAnotherPolicyWithAShorterPeriod() {
        beat(Beat.SUCCESS);
        correlator.advance(Duration.ofHours(2));
        correlator.activate(CorrelatorHarness.policy(2, POLICY.replace("backup, every: 24h", "backup, every: 1h")));
        correlator.advance(MINUTE);

        assertThat(correlator.facts()).containsOnlyOnce(OPENED);
        assertThat(correlator.incident().getTitle()).contains("no beat since 2026-11-20T03:00:00Z");
    }

    @Test
    void shouldSayOfAnUnknownHeartbeatThatItIsUnknown() {
        correlator.deliver(SERVICE, Alert.newBuilder(called(Beat.SUCCESS)).setLabels(Map.of("heartbeat",
                "nightly")).build());

        assertThat(correlator.decided()).contains("heartbeat:unknown-heartbeat");
    }

    private AlertState alert() {
        return correlator.alerts().get("heartbeat:backup");
    }

    private void beat(Beat beat) {
        correlator.deliver(SERVICE, called(beat));
    }

    private Alert called(Beat beat) {
        try {
            return PolicyLoader.load("test.yml", POLICY).heartbeats().named("backup").orElseThrow().beat(beat,
                    beat == Beat.FAIL ? "exit code 3" : "", "", correlator.now(), "received-1");
        } catch (PolicyErrors broken) {
            throw new AssertionError(broken);
        }
    }
}
