package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
 * @param plan
 *            name of the plan that is carried out when it is declared
 * @param clocks
 *            by when what is to be done
 */
public record SeverityLevel(String id, int rank, String title, String ladder, Duration quietTime, Duration reopenWindow,
        Optional<String> plan, Map<Phase, Deadline> clocks) {

    public SeverityLevel {
        Objects.requireNonNull(plan, "plan");
        clocks = Map.copyOf(clocks);
    }

    /** Without plan and clocks. */
    public SeverityLevel(String id, int rank, String title, String ladder, Duration quietTime, Duration reopenWindow) {
        this(id, rank, title, ladder, quietTime, reopenWindow, Optional.empty(), Map.of());
    }

    /** By when a phase is to be over. */
    public Optional<Deadline> clock(Phase phase) {
        return Optional.ofNullable(clocks.get(phase));
    }
}
