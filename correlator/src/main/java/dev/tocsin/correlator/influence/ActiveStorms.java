package dev.tocsin.correlator.influence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tocsin.correlator.bulletin.StormBulletin;
import dev.tocsin.correlator.incident.Snapshots;
import dev.tocsin.correlator.storm.StormCounts;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.policy.model.StormRule;
import dev.tocsin.state.IncidentRow;

/** The active storms known in this partition, and their effect on incidents. */
final class ActiveStorms {

    private static final Duration LONGEST_HOLD = Duration.ofMinutes(2);

    private final TreeMap<String, StormBulletin> raging = new TreeMap<>();

    void declare(StormBulletin storm) {
        raging.put(storm.stormId(), storm);
    }

    Optional<StormBulletin> end(String stormId) {
        return Optional.ofNullable(raging.remove(stormId));
    }

    boolean rages(String stormId) {
        return raging.containsKey(stormId);
    }

    /** The storm under which an incident is folded, if any: one that it is under already, or one that catches it now. */
    Optional<StormBulletin> folding(Optional<IncidentRow> before, IncidentRow row, Instant now) {
        if (raging.isEmpty()) {
            return Optional.empty();
        }
        var incident = row.getIncident();
        var begins = IncidentQueries.begins(before, incident);
        var unpaged = incident.getPageNotBefore().filter(at -> at.isAfter(now)).isPresent();
        return raging.values().stream().filter(storm -> !storm.except().contains(incident.getSeverity().getId()))
                .filter(storm -> covers(storm, incident))
                .filter(storm -> isUnder(storm, row)
                        || (incident.getState() == IncidentState.OPEN && (begins || unpaged || isPartOf(storm,
                                incident))))
                .findFirst();
    }

    private static boolean isUnder(StormBulletin storm, IncidentRow row) {
        return row.getParentStorm().equals(storm.stormId()) && row.getIncident().getParentId().equals(storm
                .incidentId());
    }

    /** It began with the storm; when the log is read late, its first page waits although its time is over in the log. */
    private static boolean isPartOf(StormBulletin storm, Incident incident) {
        return incident.getPageNotBefore().isPresent() && !incident.getRoundStartedAt().isBefore(storm.since());
    }

    /** A member from a source without a storm means that the incident is not only part of the storm. */
    private boolean covers(StormBulletin storm, Incident incident) {
        return switch (storm.by()) {
            case RULE -> storm.value().equals(incident.getRuleId());
            case SOURCE -> IncidentQueries.sources(incident).anyMatch(storm.value()::equals) && IncidentQueries.sources(
                    incident)
                    .allMatch(source -> rages(StormBulletin.stormId(storm.ruleId(), source)));
        };
    }

    /**
     * A row from before rows named the storm that an incident is folded under: it is the one that rages and whose incident
     * is its parent, unless a person said so. Without its name, the storm would never hear that the incident left it.
     */
    IncidentRow named(IncidentRow row) {
        var parent = row.getIncident().getParentId();
        if (raging.isEmpty() || parent.isEmpty() || !row.getParentStorm().isEmpty() || !row.getParentSetBy()
                .isEmpty()) {
            return row;
        }
        return raging.values().stream().filter(storm -> storm.incidentId().equals(parent)).findFirst()
                .map(storm -> Snapshots.changing(row).setParentStorm(storm.stormId()).build()).orElse(row);
    }

    /** Folds an incident under a storm. */
    static ParentLink link(StormBulletin storm) {
        return new ParentLink(storm.incidentId(), "part of " + storm.inWords(), storm.stormId());
    }

    /**
     * How long first pages wait, so that a storm is recognised before them. Word of a storm stands in the log behind the
     * storm itself: when so many incidents begin in one partition as one part of a storm would bring, they wait longer.
     */
    static Optional<Duration> hold(List<StormRule> rules, Incident incident, LocalIncidents own, Instant now,
            StormCounts counts) {
        return rules.stream().filter(rule -> mayHold(rule, incident)).map(rule -> isLikely(rule, own, now, counts)
                ? longest(rule)
                : rule.hold())
                .max(Comparator.naturalOrder());
    }

    /** Whether any storm may hold back the first page of an incident. */
    static boolean mayHold(List<StormRule> rules, Incident incident) {
        return rules.stream().anyMatch(rule -> mayHold(rule, incident));
    }

    private static boolean mayHold(StormRule rule, Incident incident) {
        return rule.hold().isPositive() && !rule.except().contains(incident.getSeverity().getId());
    }

    private static boolean isLikely(StormRule rule, LocalIncidents own, Instant now, StormCounts counts) {
        return own.areWaitingSince(now.minus(rule.within()), counts.likely(rule));
    }

    private static Duration longest(StormRule rule) {
        return Stream.of(rule.within(), LONGEST_HOLD).min(Comparator.naturalOrder()).filter(
                longer -> longer.compareTo(rule.hold()) > 0).orElse(rule.hold());
    }
}
