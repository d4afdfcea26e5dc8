package dev.tocsin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

/** A commit costs time; whoever is paged pays for one at once, a storm for few large ones. */
class CommitPaceTest {

    private static final Duration COST = Duration.ofMillis(10);

    private final AtomicLong nanos = new AtomicLong(1);
    private final CommitPace pace = new CommitPace(nanos::get);

    @Test
    void shouldCommitAtOnceWhatIsWrittenWhileItIsQuiet() {
        pace.wrote();

        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void shouldNotCommitWhereNothingWasWritten() {
        assertThat(pace.isDue()).isFalse();
    }

    @Test
    void shouldLetTheNextTransactionGrowForATimeThatGoesByTheCostOfACommit() {
        commit();

        pace.wrote();
        var atOnce = pace.isDue();
        pass(COST.multipliedBy(CommitPace.PAUSE).minusNanos(1));
        var justBefore = pace.isDue();
        pass(Duration.ofNanos(1));

        assertThat(atOnce).isFalse();
        assertThat(justBefore).isFalse();
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void shouldCommitAtOnceAgainAfterAQuietTime() {
        commit();
        pass(Duration.ofSeconds(1));

        pace.wrote();

        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void shouldCountFromTheFlushThatAnotherTaskOfTheThreadBegan() {
        pace.wrote();
        pace.begins();
        pass(COST.dividedBy(2));
        pace.begins();
        pass(COST.dividedBy(2));
        pace.isThrough();

        pace.wrote();
        pass(COST.multipliedBy(CommitPace.PAUSE).minusNanos(1));

        assertThat(pace.isDue()).isFalse();
    }

    @Test
    void shouldNotPauseForLongAfterACommitThatWasSlowForOnce() {
        pace.wrote();
        pace.begins();
        pass(Duration.ofSeconds(30));
        pace.isThrough();

        assertThat(pace.pause()).isEqualTo(CommitPace.LONGEST);
        pace.wrote();
        pass(CommitPace.LONGEST);
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void shouldTellHowMuchOfThePauseIsLeft() {
        commit();
        pass(COST);

        assertThat(pace.pause()).isEqualTo(COST.multipliedBy(CommitPace.PAUSE - 1));
        pass(Duration.ofSeconds(1));
        assertThat(pace.pause()).isZero();
    }

    @Test
    void shouldOweNothingForWhatWasTakenBack() {
        pace.wrote();

        pace.isVoid();

        assertThat(pace.isDue()).isFalse();
    }

    @Test
    void shouldKeepThePaceOfEachThread() throws InterruptedException {
        var other = Thread.ofPlatform().start(pace::wrote);
        other.join();

        assertThat(pace.isDue()).isFalse();
    }

    private void commit() {
        pace.wrote();
        pace.begins();
        pass(COST);
        pace.isThrough();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
