package dev.tocsin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class SlewedTimeTest {

    private static final long START = 1_800_000_000_000L;

    private final AtomicLong wall = new AtomicLong(START);
    private final AtomicLong nanos = new AtomicLong(77);
    private final SlewedTime time = new SlewedTime(wall::get, nanos::get);

    @Test
    void shouldRunWithTheSystemClockWhileThatIsRight() {
        pass(Duration.ofMinutes(3));

        assertThat(time.milliseconds()).isEqualTo(START + 180_000);
        assertThat(time.systemClockAhead()).isZero();
    }

    @Test
    void shouldGoOnWhenTheSystemClockIsSetBackAnHour() {
        wall.addAndGet(-Duration.ofHours(1).toMillis());

        pass(Duration.ofMinutes(1));

        assertThat(time.milliseconds()).isEqualTo(START + 60_000);
        assertThat(time.systemClockAhead()).isEqualTo(Duration.ofHours(-1));
    }

    @Test
    void shouldFireNothingEarlyHoweverLongTheSystemClockStaysSetForward() {
        wall.addAndGet(Duration.ofHours(1).toMillis());

        pass(Duration.ofMinutes(30));

        assertThat(time.milliseconds()).isEqualTo(START + Duration.ofMinutes(30).toMillis());
    }

    @Test
    void shouldDrawNearToASystemClockThatIsALittleAhead() {
        wall.addAndGet(400);

        for (int second = 0; second < 100; second++) {
            pass(Duration.ofSeconds(1));
        }

        assertThat(time.systemClockAhead()).isZero();
    }

    @Test
    void shouldNeverRunBackwards() {
        long last = 0;
        for (int step = 0; step < 1000; step++) {
            wall.addAndGet(step % 7 == 0 ? -50_000 : 6_000);
            nanos.addAndGet(step % 3 == 0 ? 0 : 1_500_000);
            long now = time.milliseconds();

            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
    }

    private void pass(Duration duration) {
        wall.addAndGet(duration.toMillis());
        nanos.addAndGet(duration.toNanos());
        time.milliseconds();
    }
}
