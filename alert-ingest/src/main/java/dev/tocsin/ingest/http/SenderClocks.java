package dev.tocsin.ingest.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;

/**
 * How far the clocks of senders are from ours. An alert is told after it changed, so the newest time in a request, less the
 * time of receipt, is at most the difference; the greatest of a day comes close to it. A clock that is ahead is known for sure, one that is behind may
 * also be a sender that takes its time.
 */
final class SenderClocks {

    private static final Duration WINDOW = Duration.ofDays(1);
    /** So far behind, it is the age of the news and no clock. */
    private static final Duration FURTHEST_BEHIND = Duration.ofMinutes(10);

    /** The greatest difference, and when it was seen. */
    private record Seen(Duration skew, Instant at) {}

    private final Clock clock;
    private final Map<String, Seen> bySource = new HashMap<>();

    SenderClocks(Clock clock) {
        this.clock = clock;
    }

    /** Alerts of a source came. */
    synchronized void saw(String source, Collection<Alert> alerts, Instant receivedAt) {
        alerts.stream().map(SenderClocks::changedAt).max(Instant::compareTo).map(newest -> new Seen(Duration.between(
                receivedAt, newest), receivedAt)).ifPresent(seen -> bySource.merge(source, seen, (before,
                        now) -> isOver(before, receivedAt) || now.skew().compareTo(before.skew()) >= 0 ? now : before));
    }

    /** The difference: ahead of our clock, or behind it (negative); empty if it is not known. */
    synchronized Optional<Duration> skew(String source) {
        return Optional.ofNullable(bySource.get(source)).filter(seen -> !isOver(seen, clock.instant())).map(Seen::skew)
                .filter(skew -> skew.plus(FURTHEST_BEHIND).isPositive());
    }

    private static boolean isOver(Seen seen, Instant now) {
        return seen.at().plus(WINDOW).isBefore(now);
    }

    private static Instant changedAt(Alert alert) {
        return alert.getStatus() == AlertStatus.RESOLVED
                ? alert.getEndsAt().orElse(alert.getStartsAt())
                : alert.getStartsAt();
    }
}
