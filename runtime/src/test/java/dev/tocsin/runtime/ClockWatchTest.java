package dev.tocsin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A clock that is set is told of, a clock that drifts is not. */
class ClockWatchTest {

    private final AtomicLong ahead = new AtomicLong(77);
    private final List<Duration> told = new CopyOnWriteArrayList<>();
    private final ClockWatch watch = new ClockWatch(ahead::get);

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void shouldSayByHowMuchTheClockWasSet() {
        watch.whenSet(told::add);

        set(-3_600_000);
        set(3_600_000);

        assertThat(told).containsExactly(Duration.ofHours(-1), Duration.ofHours(1));
    }

    @Test
    void shouldSayNothingOfDrift() {
        watch.whenSet(told::add);

        for (var look = 0; look < 100; look++) {
            set(look % 2 == 0 ? 900 : -700);
        }

        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellTheOthersWhenOneFails() {
        watch.whenSet(_ -> {
            throw new IllegalStateException("not now");
        });
        watch.whenSet(told::add);

        set(-10_000);

        assertThat(told).containsExactly(Duration.ofSeconds(-10));
    }

    private void set(long millis) {
        ahead.addAndGet(millis);
        watch.look();
    }
}
