package dev.tocsin.escalator.timer;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.state.Escalation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One pass does a bounded amount, in the order of time, and trusts the rows more than its memory. */
class TimerSweepTest {

    private final Map<String, Escalation> rows = new HashMap<>();
    private final List<String> called = new ArrayList<>();
    private final Set<String> mustReadMore = new HashSet<>();
    private final List<String> saidToWait = new ArrayList<>();
    private long nanos;
    private long nanosPerCall;
    private final TimerSweep sweep = new TimerSweep(SweepLimits.lateAfter(Duration.ofSeconds(30)), () -> nanos);
    private final TimerSweep.DueRows store = new TimerSweep.DueRows() {

        @Override
        public Optional<Escalation> find(String incidentId) {
            return Optional.ofNullable(rows.get(incidentId));
        }

        @Override
        public boolean mustReadMore(Escalation row, Instant firstLook, Instant now) {
            return mustReadMore.contains(row.getIncident().getId());
        }

        @Override
        public void waits(Escalation row, Instant now) {
            saidToWait.add(row.getIncident().getId());
        }

        @Override
        public int due(Escalation row, Instant now) {
            called.add(row.getIncident().getId());
            nanos += nanosPerCall;
            return 1;
        }
    };

    @BeforeEach
    void beginAWhileAgo() {
        sweep.begin(OPENED_AT.minusSeconds(60));
    }

    private void row(String id, Instant due, long generation) {
        var row = Escalation.newBuilder().setIncident(anIncident().id(id).build()).setLadder("sev1").setPolicyVersion(1)
                .setStartedAt(OPENED_AT).setNextRung(1).setWakeAt(due).setGeneration(generation).build();
        rows.put(id, row);
        sweep.set(row);
    }

    @Test
    void shouldCallWhatIsDueOldestFirstAndNothingElse() {
        row("second", OPENED_AT.plusSeconds(2), 1);
        row("first", OPENED_AT.plusSeconds(1), 1);
        row("future", OPENED_AT.plusSeconds(3).plusMillis(1), 1);

        sweep.run(OPENED_AT.plusSeconds(3), store);

        assertThat(called).containsExactly("first", "second");
    }

    @Test
    void shouldIgnoreATimerThatWasReplaced() {
        row("moved", OPENED_AT.plusSeconds(1), 1);
        row("moved", OPENED_AT.plusSeconds(10), 2);

        sweep.run(OPENED_AT.plusSeconds(5), store);
        assertThat(called).isEmpty();
        sweep.run(OPENED_AT.plusSeconds(10), store);

        assertThat(called).containsExactly("moved");
    }

    @Test
    void shouldIgnoreATimerWhoseRowIsGone() {
        row("gone", OPENED_AT, 1);
        rows.clear();

        sweep.run(OPENED_AT, store);

        assertThat(called).isEmpty();
    }

    @Test
    void shouldLookAtFiveHundredInOnePassAndAtTheRestInTheNext() {
        for (var number = 0; number < 600; number++) {
            row("incident-" + number, OPENED_AT, 1);
        }

        sweep.run(OPENED_AT, store);
        assertThat(called).hasSize(500);
        sweep.run(OPENED_AT, store);

        assertThat(called).hasSize(600).doesNotHaveDuplicates();
    }

    @Test
    void shouldStopAPassAfterItsTime() {
        for (var number = 0; number < 100; number++) {
            row("incident-" + number, OPENED_AT, 1);
        }
        nanosPerCall = Duration.ofMillis(30).toNanos();

        sweep.run(OPENED_AT, store);

        assertThat(called).hasSize(4);
    }

    @Test
    void shouldSayWhenTheNextPassIsNeeded() {
        assertThat(sweep.next(OPENED_AT)).isEmpty();

        row("later", OPENED_AT.plusSeconds(9), 1);
        row("sooner", OPENED_AT.plusSeconds(3), 1);
        assertThat(sweep.next(OPENED_AT)).contains(OPENED_AT.plusSeconds(3));

        sweep.run(OPENED_AT.plusSeconds(3), store);
        assertThat(sweep.next(OPENED_AT.plusSeconds(3))).contains(OPENED_AT.plusSeconds(9));
    }

    @Test
    void shouldNeedAPassAtOnceWhenOneWasNotEnough() {
        for (var number = 0; number < 501; number++) {
            row("incident-" + number, OPENED_AT, 1);
        }

        sweep.run(OPENED_AT, store);

        assertThat(sweep.next(OPENED_AT)).contains(OPENED_AT);
    }

    @Test
    void shouldNeedAPassForWhatIsLateWhenTheInputWasQuietForASecond() {
        var now = OPENED_AT.plusSeconds(60);
        sweep.begin(now);
        row("late", OPENED_AT, 1);
        sweep.run(now, store);
        assertThat(called).isEmpty();

        assertThat(sweep.next(now)).contains(now.plusSeconds(1));
        sweep.run(now.plusSeconds(1), store);

        assertThat(called).containsExactly("late");
    }

    @Test
    void shouldNeedAPassForWhatIsLateWhenTheRateAllowsTheNext() {
        var now = OPENED_AT.plusSeconds(60);
        sweep.begin(now);
        for (var number = 0; number < 201; number++) {
            row("incident-" + number, OPENED_AT, 1);
        }
        sweep.run(now, store);
        sweep.run(now.plusSeconds(1), store);
        assertThat(called).hasSize(200);

        assertThat(sweep.next(now.plusSeconds(1))).contains(now.plusMillis(1005));
        sweep.run(now.plusMillis(1005), store);

        assertThat(called).hasSize(201);
    }

    @Test
    void shouldNeverCallBeforeADueInstantBetweenTwoMilliseconds() {
        row("between", OPENED_AT.plusNanos(1), 1);

        sweep.run(OPENED_AT, store);
        assertThat(called).isEmpty();
        sweep.run(OPENED_AT.plusMillis(1), store);

        assertThat(called).containsExactly("between");
    }

    @Test
    void shouldThrowAwayWhatIsStaleBeforeItFillsTheMemory() {
        for (var generation = 1; generation <= 100_000; generation++) {
            row("restless", OPENED_AT.plusSeconds(1_000 + generation), generation);
        }

        assertThat(sweep.size()).isLessThan(5_000);
        sweep.run(OPENED_AT.plusSeconds(101_000), store);
        sweep.run(OPENED_AT.plusSeconds(101_001), store);
        assertThat(called).containsExactly("restless");
    }

    @Test
    void shouldReadTheInputFirstWhenSomethingFellDueBeforeThePartitionWasTakenOver() {
        var takenOver = OPENED_AT.plusSeconds(10);
        sweep.begin(takenOver);
        row("before", OPENED_AT.plusSeconds(8), 1);
        row("since", takenOver, 1);

        sweep.run(takenOver, store);
        assertThat(called).containsExactly("since");
        assertThat(sweep.next(takenOver)).contains(takenOver.plusMillis(500));
        sweep.saw(OPENED_AT.plusSeconds(9), takenOver.plusMillis(300));
        sweep.run(takenOver.plusMillis(500), store);
        assertThat(called).as("a record that was written after it fell due says that the rest is read")
                .containsExactly("since", "before");
    }

    @Test
    void shouldReadOnWhenMoreFromBeforeTheTakeOverComes() {
        var takenOver = OPENED_AT.plusSeconds(10);
        sweep.begin(takenOver);
        row("before", OPENED_AT.plusSeconds(9), 1);

        sweep.saw(OPENED_AT.plusSeconds(8), takenOver.plusMillis(300));
        sweep.run(takenOver.plusMillis(500), store);
        assertThat(called).isEmpty();
        sweep.run(takenOver.plusMillis(800), store);

        assertThat(called).containsExactly("before");
    }

    @Test
    void shouldReadTheInputFirstWhileItIsBehind() {
        var now = OPENED_AT.plusSeconds(10);
        row("may be answered", OPENED_AT.plusSeconds(8), 1);
        row("is not", OPENED_AT.plusSeconds(6), 1);

        sweep.saw(OPENED_AT.plusSeconds(7), now);
        sweep.run(now, store);

        assertThat(called).as("what was written before it fell due is read").containsExactly("is not");
        sweep.saw(OPENED_AT.plusSeconds(8).plusMillis(1), now.plusMillis(100));
        sweep.run(now.plusMillis(100), store);
        assertThat(called).containsExactly("is not", "may be answered");
    }

    @Test
    void shouldNotTakeTheWayThroughTheLogForABacklog() {
        row("on time", OPENED_AT.plusSeconds(10), 1);

        sweep.saw(OPENED_AT.plusSeconds(8), OPENED_AT.plusSeconds(10));
        sweep.run(OPENED_AT.plusSeconds(10), store);

        assertThat(called).containsExactly("on time");
    }

    @Test
    void shouldNotWaitForABacklogThatDoesNotEnd() {
        row("waits", OPENED_AT.plusSeconds(10), 1);

        for (var millis = 0; millis < 15_000; millis += 250) {
            sweep.saw(OPENED_AT.plusMillis(millis / 2), OPENED_AT.plusSeconds(10).plusMillis(millis));
            sweep.run(OPENED_AT.plusSeconds(10).plusMillis(millis), store);
        }
        assertThat(called).isEmpty();
        sweep.run(OPENED_AT.plusSeconds(25), store);

        assertThat(called).containsExactly("waits");
    }

    @Test
    void shouldReadTheInputFirstWhenTheProcessStoodStill() {
        row("while frozen", OPENED_AT.plusSeconds(10), 1);
        sweep.next(OPENED_AT);
        var thawed = OPENED_AT.plusSeconds(13);

        sweep.run(thawed, store);
        assertThat(called).isEmpty();
        sweep.next(thawed);
        sweep.run(thawed.plusSeconds(4), store);

        assertThat(called).as("it waits once").containsExactly("while frozen");
    }

    @Test
    void shouldNotTakeASnapshotThatComesLateForAStandstill() {
        sweep.next(OPENED_AT);
        row("begun long ago", OPENED_AT.plusSeconds(1), 1);
        sweep.next(OPENED_AT.plusSeconds(9));

        sweep.run(OPENED_AT.plusSeconds(9), store);

        assertThat(called).containsExactly("begun long ago");
    }

    @Test
    void shouldNotSparePeopleForeverWhatFellDueBeforeTheTakeOver() {
        var takenOver = OPENED_AT.plusSeconds(10);
        sweep.begin(takenOver);
        row("before", OPENED_AT.plusSeconds(8), 1);

        for (var millis = 0; millis <= 15_000; millis += 250) {
            sweep.saw(OPENED_AT.plusSeconds(7), takenOver.plusMillis(millis));
            sweep.run(takenOver.plusMillis(millis), store);
        }

        assertThat(called).containsExactly("before");
    }

    @Test
    void shouldLookAgainAtWhatMustHearMoreFirst() {
        row("waits", OPENED_AT, 1);
        row("sure", OPENED_AT, 1);
        mustReadMore.add("waits");

        sweep.run(OPENED_AT, store);
        assertThat(called).containsExactly("sure");
        assertThat(sweep.next(OPENED_AT)).contains(OPENED_AT.plusMillis(250));
        sweep.run(OPENED_AT.plusMillis(250), store);
        assertThat(called).containsExactly("sure");
        mustReadMore.clear();
        sweep.run(OPENED_AT.plusMillis(499), store);
        assertThat(called).containsExactly("sure");
        sweep.run(OPENED_AT.plusMillis(500), store);

        assertThat(called).containsExactly("sure", "waits");
        assertThat(saidToWait).as("said once").containsExactly("waits");
        assertThat(sweep.size()).isZero();
    }

    @Test
    void shouldForgetWhatMustHearMoreWhenItsRowMovedOn() {
        row("waits", OPENED_AT, 1);
        mustReadMore.add("waits");
        sweep.run(OPENED_AT, store);
        mustReadMore.clear();
        row("waits", OPENED_AT.plusSeconds(60), 2);

        sweep.run(OPENED_AT.plusSeconds(1), store);

        assertThat(called).isEmpty();
    }

    @Test
    void shouldForgetEverythingBeforeItIsRebuilt() {
        row("before", OPENED_AT, 1);

        sweep.begin(OPENED_AT);
        sweep.run(OPENED_AT.plusSeconds(1), store);

        assertThat(called).isEmpty();
    }
}
