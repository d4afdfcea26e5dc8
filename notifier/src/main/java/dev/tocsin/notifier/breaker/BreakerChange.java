package dev.tocsin.notifier.breaker;

import java.time.Instant;

/**
 * A change of a breaker, for the log.
 *
 * @param code
 *            opened, reopened, closed or reset
 * @param reason
 *            why, for people; no secrets
 */
public record BreakerChange(String destination, String code, String reason, Instant at) {}
