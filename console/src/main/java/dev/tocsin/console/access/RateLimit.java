package dev.tocsin.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.runtime.Problem;

/**
 * Allows a given number per minute for each key, which may all come at once (generic cell rate algorithm). Remembers a bounded
 * number of keys; what is forgotten is the key that was used longest ago.
 */
public final class RateLimit {

    private static final int MOST_KEYS = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Duration step;
    private final Clock clock;
    private final Map<String, Instant> freeAt = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /**
     * @param perMinute
     *            how many
     */
    public RateLimit(int perMinute, Clock clock) {
        this.step = MINUTE.dividedBy(perMinute);
        this.clock = clock;
    }

    /**
     * Takes one.
     *
     * @return empty, or after how long there is another
     */
    public synchronized Optional<Duration> take(String key) {
        var wait = wait(key);
        if (wait.isEmpty()) {
            var now = clock.instant();
            freeAt.put(key, latest(freeAt.getOrDefault(key, now), now).plus(step));
        }
        return wait;
    }

    /** Empty if there is one, or after how long there is; takes none. */
    public synchronized Optional<Duration> wait(String key) {
        var now = clock.instant();
        var wait = Duration.between(now, latest(freeAt.getOrDefault(key, now), now).plus(step)).minus(MINUTE);
        return Optional.of(wait).filter(Duration::isPositive);
    }

    /** What is answered to who has to wait. */
    static ProblemException refusal(String detail, Duration wait) {
        var seconds = (int) Math.max(1, wait.plusMillis(999).toSeconds());
        return ProblemException.notNow(Problem.of(429, "too-many-requests", "Too many requests", detail
                + " Try again in "
                + seconds + " s."), seconds);
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
