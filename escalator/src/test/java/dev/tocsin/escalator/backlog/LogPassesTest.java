package dev.tocsin.escalator.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The log is read through when everything was read that stood there when a pass began. */
class LogPassesTest {

    private static final Instant BEGAN = Instant.parse("2026-11-21T03:00:00Z");
    private static final TopicPartition ONE = new TopicPartition("tocsin.signals", 1);
    private static final TopicPartition TWO = new TopicPartition("tocsin.signals", 2);

    private final LogPasses passes = new LogPasses();
    private int looks;

    @Test
    void shouldBeReadThroughAfterFivePassesWithNothingToRead() {
        looksInVain(5, 10, 10, 20, 20);

        look(10, 10, 20, 20);

        assertThat(passes.readThrough()).contains(BEGAN);
        look(10, 10, 20, 20);
        assertThat(passes.readThrough()).contains(BEGAN.plusSeconds(1));
    }

    @Test
    void shouldEndAPassOnlyWhenEveryPartitionWasReadToWhereItWas() {
        look(10, 0, 20, 0);

        for (var read = 1; read < 9; read++) {
            look(1_000, read, 2_000, 2_000);
        }
        look(1_000, 500, 2_000, 18);
        assertThat(passesAfter(5, 1_000, 2_000)).as("the first pass was not over before").isEqualTo(BEGAN);
    }

    /** What is written meanwhile belongs to the next pass: a log that never ends is read through all the same. */
    @Test
    void shouldNotWaitForWhatIsWrittenWhileItReads() {
        var end = 0L;
        for (var look = 0; look < 6; look++) {
            look(end + 100, end, end + 100, end);
            end += 100;
        }

        assertThat(passes.readThrough()).contains(BEGAN);
    }

    @Test
    void shouldSayWhichPartitionsHoldItUp() {
        look(10, 5, 20, 5);
        look(10, 5, 20, 6);
        assertThat(passes.standing()).containsExactly(ONE);

        look(10, 10, 20, 6);

        assertThat(passes.standing()).containsExactly(TWO);
    }

    @Test
    void shouldNotCountATransactionMarkerAsUnread() {
        looks(6, 10, 9, 20, 19);

        assertThat(passes.readThrough()).contains(BEGAN);
    }

    @Test
    void shouldNotCountAnUnreadPartitionAsRead() {
        for (var look = 0; look < 20; look++) {
            passes.look(BEGAN.plusSeconds(look), Map.of(ONE, 10L, TWO, 5L), Map.of(ONE, 10L));
        }

        assertThat(passes.readThrough()).isEmpty();
    }

    /** While others are read on, its reader may be stuck: that is no reason to keep everybody's pages. */
    @Test
    void shouldNotWaitForAPartitionWithoutProgressForMinutes() {
        for (var look = 0; look <= 300; look++) {
            look(1_000 + look, 1_000 + look, 2_000, 1_500);
            assertThat(passes.readThrough()).isEmpty();
        }

        assertThat(passesAfter(4, 1_300, 2_000, 1_500)).isEqualTo(BEGAN);
    }

    /** A reader that cannot keep up reads one partition for a while, and then another. */
    @Test
    void shouldWaitForPartitionsThatAreReadInTurns() {
        for (var look = 0; look < 2_000; look++) {
            var turns = look / 500;
            look(10_000, turns * 250 + Math.min(250, look % 500), 10_000, turns * 250 + Math.max(0, look % 500 - 250));
            assertThat(passes.readThrough()).isEmpty();
        }
    }

    @Test
    void shouldNotWaitLongerThanAMinuteWhenNothingIsReadAtAll() {
        look(1_000, 999, 2_000, 1_499);
        looksInVain(61, 1_000, 1_000, 2_000, 1_500);

        assertThat(passesAfter(4, 1_000, 2_000, 1_500)).isEqualTo(BEGAN);
    }

    /** Nobody reads while there is nothing to read: that is no standstill of what comes then. */
    @Test
    void shouldWaitAMinuteForWhatIsWrittenAfterALongQuiet() {
        looks(1_000, 10, 10, 20, 20);
        passes.forget();

        looksInVain(60, 10, 10, 30, 20);
    }

    @Test
    void shouldWaitForAPartitionThatIsReadOnHoweverSlowly() {
        for (var look = 0; look < 1_000; look++) {
            look(1_000, 1_000, 2_000, look / 59);
            assertThat(passes.readThrough()).isEmpty();
        }
    }

    /** A transaction that was taken back is never read; whoever asks again after days does not wait for it again. */
    @Test
    void shouldRememberAPartitionWithoutProgress() {
        looks(61, 10, 10, 20, 15);
        passes.forget();
        looks += 100_000;

        look(10, 10, 20, 15);

        assertThat(passesAfter(5, 10, 20, 15)).isAfter(BEGAN.plusSeconds(100_000));
    }

    @Test
    void shouldWaitForAPartitionAgainThatGoesOn() {
        looks(61, 10, 10, 20, 15);
        passes.forget();

        looks(20, 10, 10, 30, 16);

        assertThat(passes.readThrough()).isEmpty();
    }

    /** The brokers gave no answer, or the clock was set. */
    @Test
    void shouldNotCountUnobservedTimeAsStandstill() {
        look(10, 10, 20, 15);
        looks += 3_600;

        looks(50, 10, 10, 20, 15);

        assertThat(passes.readThrough()).isEmpty();
    }

    @Test
    void shouldBeginAnewWhenNobodyLookedForAWhile() {
        looks(5, 10, 10, 20, 20);

        passes.forget();
        look(10, 10, 20, 20);

        assertThat(passes.readThrough()).isEmpty();
    }

    private Instant passesAfter(int more, long one, long two) {
        return passesAfter(more, one, two, two);
    }

    private Instant passesAfter(int more, long one, long two, long twoRead) {
        for (var look = 0; look < more; look++) {
            assertThat(passes.readThrough()).isEmpty();
            look(one, one, two, twoRead);
        }
        return passes.readThrough().orElseThrow();
    }

    private void looksInVain(int times, long oneEnds, long oneRead, long twoEnds, long twoRead) {
        for (var time = 0; time < times; time++) {
            look(oneEnds, oneRead, twoEnds, twoRead);
            assertThat(passes.readThrough()).isEmpty();
        }
    }

    private void looks(int times, long oneEnds, long oneRead, long twoEnds, long twoRead) {
        for (var time = 0; time < times; time++) {
            look(oneEnds, oneRead, twoEnds, twoRead);
        }
    }

    private void look(long oneEnds, long oneRead, long twoEnds, long twoRead) {
        passes.look(BEGAN.plusSeconds(looks++), Map.of(ONE, oneEnds, TWO, twoEnds), Map.of(ONE, oneRead, TWO, twoRead));
    }
}
