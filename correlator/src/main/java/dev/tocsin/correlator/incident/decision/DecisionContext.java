package dev.tocsin.correlator.incident.decision;

import java.time.Instant;

/**
 * On which signal, by which policy and when something is decided.
 *
 * @param now
 *            log time of the signal
 * @param customs
 *            what the policy asks of people
 */
public record DecisionContext(String signalId, String serviceKey, String policyName, int policyVersion, Instant now,
        ResponsePractice customs) {}
