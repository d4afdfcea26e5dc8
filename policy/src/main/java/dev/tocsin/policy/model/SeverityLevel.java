package dev.tocsin.policy.model;

import java.time.Duration;

/**
 * A severity of a policy and what follows from it.
 *
 * @param id
 *            its name, such as SEV1
 * @param rank
 *            1 is the worst
 * @param title
 *            what it means, for people
 * @param ladder
 *            ladder that its incidents climb
 * @param quietTime
 *            how long all alerts must be resolved before the incident is
 * @param reopenWindow
 *            how long after its resolve a new alert reopens the same incident
 */
public record SeverityLevel(String id, int rank, String title, String ladder, Duration quietTime,
        Duration reopenWindow) {}
