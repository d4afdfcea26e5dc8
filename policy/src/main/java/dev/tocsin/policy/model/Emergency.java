package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.policy.condition.Condition;

/**
 * Who is paged directly by alert-ingest while Kafka is unavailable, and of which alerts.
 *
 * @param after
 *            how long Kafka may be unavailable before
 * @param match
 *            which alerts; empty: those that the rules give the worst severity
 * @param target
 *            name of the target that is paged
 * @param address
 *            its address on the one channel that is used
 * @param pages
 *            pages of single alerts in one outage; what comes after them goes to digests
 */
public record Emergency(Duration after, Optional<Condition> match, String target, Target.Address address, int pages) {

    /** How long Kafka may be unavailable when the policy does not say. */
    public static final Duration AFTER = Duration.ofMinutes(2);
    /** Pages of single alerts when the policy does not say. */
    public static final int PAGES = 5;

    public Emergency {
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(address, "address");
    }
}
