package dev.tocsin.policy.model;

import java.time.Duration;

import dev.tocsin.event.Severity;

/**
 * What the policy makes of one alert. Empty strings where the policy says nothing.
 *
 * @param reason
 *            the matched rule's question
 * @param correlationKey
 *            same for all alerts of one incident; begins with the service key
 */
public record Classification(String ruleId, String reason, Severity severity, String correlationKey, String service,
        String environment, String team, String symptom, String runbook, String title, boolean customerFacing,
        boolean security, String ladder, Duration quietTime, Duration reopenWindow) {}
