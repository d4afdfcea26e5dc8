package dev.tocsin.ingest.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

/** When a telephone number is locked. */
class CodeGuessesTest {

    private static final Instant NOW = Instant.parse("2026-12-01T03:00:00Z");

    private final CodeGuesses guesses = new CodeGuesses();

    @Test
    void shouldLockOnlyTheNumberThatMissedTooOften() {
        miss("a", CodeGuesses.MOST - 1, NOW);
        miss("b", 1, NOW);

        assertThat(guesses.isLocked("a", NOW)).isFalse();
        assertThat(guesses.missed("a", NOW)).isTrue();
        assertThat(guesses.isLocked("a", NOW)).isTrue();
        assertThat(guesses.isLocked("b", NOW)).isFalse();
    }

    @Test
    void shouldUnlockAfterTheWindowAndCountAnew() {
        miss("a", CodeGuesses.MOST, NOW);

        assertThat(guesses.isLocked("a", NOW.plus(CodeGuesses.WITHIN).minusMillis(1))).isTrue();
        var later = NOW.plus(CodeGuesses.WITHIN);
        assertThat(guesses.isLocked("a", later)).isFalse();
        miss("a", CodeGuesses.MOST - 1, later);
        assertThat(guesses.isLocked("a", later)).isFalse();
    }

    @Test
    void shouldForgetMistakesThatAreOldOrWereFollowedByARightCode() {
        miss("a", CodeGuesses.MOST - 1, NOW);
        assertThat(guesses.missed("a", NOW.plus(CodeGuesses.WITHIN))).as("the others are old").isFalse();
        miss("b", CodeGuesses.MOST - 1, NOW);
        guesses.hit("b");
        assertThat(guesses.missed("b", NOW)).isFalse();
    }

    @Test
    void shouldHoldABoundedNumberOfNumbers() {
        for (var number = 0; number < 3_000; number++) {
            miss("n" + number, CodeGuesses.MOST, NOW.plus(Duration.ofMillis(number)));
        }

        assertThat(guesses.isLocked("n2999", NOW)).isTrue();
        assertThat(guesses.isLocked("n0", NOW)).as("the oldest is forgotten").isFalse();
    }

    private void miss(String number, int times, Instant at) {
        for (var time = 0; time < times; time++) {
            guesses.missed(number, at);
        }
    }
}
