package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.schemas.incident.ClockKind;

/**
 * A classification rule.
 *
 * @param id
 *            its name, unique in the policy
 * @param question
 *            what it asks, for people; recorded as the reason when the answer is yes
 * @param when
 *            condition as written, CEL or matchers; empty matches always
 * @param severity
 *            id of the severity it gives
 * @param correlateBy
 *            what alerts of one incident have in common: names of labels, or {@code service}, {@code name},
 *            {@code environment}
 * @param ladder
 *            ladder instead of the severity's
 * @param set
 *            what it says of the incident: environment, team, symptom, runbook, customer-facing, security, title; values may
 *            hold {@code {label}} references
 * @param grouping
 *            how its alerts become an incident
 * @param respond
 *            time to respond instead of the severity's
 * @param clocks
 *            times for other phases instead of the severity's
 */
public record Rule(String id, String question, Optional<String> when, String severity, List<String> correlateBy,
        Optional<String> ladder, Map<String, String> set, Grouping grouping, Optional<Duration> respond,
        Map<ClockKind, Deadline> clocks) {

    public Rule {
        correlateBy = List.copyOf(correlateBy);
        set = Map.copyOf(set);
        clocks = Map.copyOf(clocks);
    }
}
