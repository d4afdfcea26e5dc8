package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.schemas.incident.ClockKind;

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
 * @param pageWithin
 *            how late a page still wakes somebody; what is later, after an outage, is told without waking; empty: always
 */
public record SeverityLevel(String id, int rank, String title, String ladder, Duration quietTime, Duration reopenWindow,
        Optional<String> plan, Map<ClockKind, Deadline> clocks, Optional<Duration> pageWithin) {

    public SeverityLevel {
        Objects.requireNonNull(plan, "plan");
        clocks = Map.copyOf(clocks);
        Objects.requireNonNull(pageWithin, "pageWithin");
    }

    /** Without plan and clocks. */
    public SeverityLevel(String id, int rank, String title, String ladder, Duration quietTime, Duration reopenWindow) {
        this(id, rank, title, ladder, quietTime, reopenWindow, Optional.empty(), Map.of(), Optional.empty());
    }

    /** By when a phase is to be over. */
    public Optional<Deadline> clock(ClockKind phase) {
        return Optional.ofNullable(clocks.get(phase));
    }
}
