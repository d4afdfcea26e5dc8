package dev.tocsin.escalator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.policy.model.Deadline;
import dev.tocsin.policy.model.Grouping;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Rule;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.schemas.incident.ClockKind;

/** A policy for tests, with times for the phases of its incidents. SEV4 climbs the ladder of SEV2. */
public final class ClockedPolicy {

    private final Policy plain;
    private final Map<Integer, Map<ClockKind, Deadline>> clocks = new TreeMap<>(Map.of(1, Map.of(), 2, Map.of(), 4, Map
            .of()));
    private final List<Rule> rules = new ArrayList<>();

    private ClockedPolicy(Policy plain) {
        this.plain = plain;
    }

    public static ClockedPolicy clocked(PolicyBuilder plain) {
        return new ClockedPolicy(plain.build());
    }

    /** So long, with a warning after 80 %. */
    public static Deadline within(Duration time) {
        return new Deadline(time, Optional.empty(), Optional.of(80));
    }

    public ClockedPolicy clock(int rank, ClockKind phase, Deadline deadline) {
        var more = new EnumMap<ClockKind, Deadline>(ClockKind.class);
        more.putAll(clocks.get(rank));
        more.put(phase, deadline);
        clocks.put(rank, more);
        return this;
    }

    /** What the rule {@code down} says of time. */
    public ClockedPolicy rule(Optional<Duration> respond, Map<ClockKind, Deadline> other) {
        rules.add(new Rule("down", "Is it down?", Optional.empty(), "SEV1", List.of("service"), Optional.empty(), Map
                .of(), Grouping.PLAIN, respond, other));
        return this;
    }

    public Policy build() {
        var severities = clocks.entrySet().stream().map(entry -> severity(entry.getKey(), entry.getValue())).toList();
        return new Policy(plain.name(), plain.serviceLabels(), severities, rules, plain.ladders(), plain.targets(),
                plain.channels(), plain.console(), plain.handling(), plain.practice());
    }

    private static SeverityLevel severity(int rank, Map<ClockKind, Deadline> clocks) {
        return new SeverityLevel("SEV" + rank, rank, "severity " + rank, rank == 1 ? "sev1" : "sev2", Duration
                .ofMinutes(5), Duration.ofHours(1), Optional.empty(), clocks, Optional.empty());
    }
}
