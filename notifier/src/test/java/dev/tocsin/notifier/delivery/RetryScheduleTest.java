package dev.tocsin.notifier.delivery;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private final RetrySchedule schedule = new RetrySchedule();

    @ParameterizedTest(name = "after attempt {0} it waits {1} s and up to a fifth more")
    @CsvSource({"1,1", "2,5", "3,15", "4,30", "5,60", "6,120", "7,120", "32,120"})
    void shouldWaitLongerEachTime(int attempt, int seconds) {
        var wait = schedule.after("id", PAGE, attempt, Optional.empty()).orElseThrow();

        assertThat(wait).isBetween(Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 1200L));
    }

    @Test
    void shouldWaitTheSameForTheSameNotificationAndNotForAnother() {
        var one = schedule.after("one", PAGE, 6, Optional.empty());

        assertThat(schedule.after("one", PAGE, 6, Optional.empty())).isEqualTo(one);
        assertThat(schedule.after("two", PAGE, 6, Optional.empty())).isNotEqualTo(one);
    }

    @ParameterizedTest(name = "asked for {0} s it waits {1} s")
    @CsvSource({"30,30", "300,300", "86400,300"})
    void shouldHonourWhatTheReceiverAskedForUpToFiveMinutes(int asked, int waited) {
        var wait = schedule.after("id", PAGE, 1, Optional.of(Duration.ofSeconds(asked)));

        assertThat(wait).contains(Duration.ofSeconds(waited));
    }

    @Test
    void shouldNotHurryBecauseTheReceiverAsksForNoWait() {
        assertThat(schedule.after("id", PAGE, 3, Optional.of(Duration.ZERO)).orElseThrow())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void shouldGiveUpAnUpdateSoonerThanAPage() {
        assertThat(schedule.after("id", ACKNOWLEDGED, 11, Optional.empty())).isEmpty();
        assertThat(schedule.after("id", PAGE, 11, Optional.empty())).isPresent();
        assertThat(schedule.after("id", PAGE, 33, Optional.empty())).isEmpty();
    }
}
