package dev.tocsin.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.kind.KindTraits;
import org.apache.kafka.common.utils.Utils;

/**
 * Retry times of failed attempts. Waits grow to two minutes, plus up to a fifth of jitter that depends only on the notification's id, so that a rebuilt schedule is the same. {@code Retry-After} is honoured up to five minutes.
 */
public final class RetrySchedule {

    private static final List<Duration> WAITS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5),
            Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(120));
    private static final Duration LONGEST_WISH = Duration.ofMinutes(5);

    /** About an hour of the waits above. Counted in attempts, because those survive compaction and outages. */
    private static final int PATIENCE = 33;
    /** About a quarter of an hour: an old acknowledgement or reminder is useless. */
    private static final int PATIENCE_FOR_UPDATES = 11;

    /**
     * Wait before the next attempt; empty to give up.
     *
     * @param attempt
     *            number of the attempt that failed, from 1
     * @param asked
     *            wait that the receiver asked for
     */
    public Optional<Duration> after(String notificationId, NotificationKind kind, int attempt,
            Optional<Duration> asked) {
        if (attempt >= patience(kind)) {
            return Optional.empty();
        }
        var wait = WAITS.get(Math.min(attempt, WAITS.size()) - 1);
        var wish = asked.map(it -> shorter(it, LONGEST_WISH)).orElse(Duration.ZERO);
        return Optional.of(longer(wait.plus(jitter(notificationId, attempt, wait)), wish));
    }

    private static int patience(NotificationKind kind) {
        return KindTraits.of(kind).isPatient() ? PATIENCE : PATIENCE_FOR_UPDATES;
    }

    private static Duration jitter(String id, int attempt, Duration wait) {
        var dice = Utils.toPositive(Utils.murmur2((id + '#' + attempt).getBytes(UTF_8))) % 1000;
        return wait.multipliedBy(dice).dividedBy(5000);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
