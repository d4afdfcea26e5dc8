package dev.tocsin.correlator.incident.decision;

import java.time.Instant;

/**
 * The signal, policy and time of a decision.
 *
 * @param now
 *            log time of the signal
 * @param customs
 *            what the policy asks of people
 */
public record DecisionContext(String signalId, String serviceKey, String policyName, int policyVersion, Instant now,
        ResponsePractice customs) {}
