package dev.tocsin.console.report;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.SeverityLevel;

/**
 * The incidents that a report is about, and what figures ask of the policy.
 *
 * @param incidents
 *            incidents that match the query
 * @param cleared
 *            whether who asks may read confidential incidents
 * @param policy
 *            in force: order of severities, time zones of people
 */
record Scope(ReportQuery query, List<IncidentHistory> incidents, boolean cleared, Policy policy) {

    /** Number of incidents that a figure names. */
    static final int MOST_NAMED = 100;

    Scope {
        incidents = List.copyOf(incidents);
    }

    static Scope of(ReportQuery query, Collection<IncidentHistory> all, boolean cleared, Policy policy) {
        return new Scope(query, all.stream().filter(query::matches).toList(), cleared, policy);
    }

    /** A round with its incident. */
    record Response(IncidentHistory incident, Round round) {

        Instant startedAt() {
            return round.startedAt().orElse(Instant.EPOCH);
        }
    }

    /** A page with its incident. */
    record Paging(IncidentHistory incident, Page page) {}

    /** The rounds that began in the period. */
    Stream<Response> responses() {
        return incidents.stream().flatMap(this::responses);
    }

    /** The rounds of an incident that began in the period. */
    Stream<Response> responses(IncidentHistory incident) {
        return incident.rounds().stream().filter(round -> round.startedAt().filter(query::contains).isPresent()).map(
                round -> new Response(incident, round));
    }

    /** The pages of the period, also those of incidents that were opened before. */
    Stream<Paging> pages() {
        return incidents.stream().flatMap(this::pages);
    }

    /** The pages of an incident in the period. */
    Stream<Paging> pages(IncidentHistory incident) {
        return incident.pages().stream().filter(page -> query.contains(page.at())).map(page -> new Paging(incident,
                page));
    }

    /** The incidents whose alerts, rules and symptoms may be named. */
    Stream<IncidentHistory> nameable() {
        return incidents.stream().filter(incident -> cleared || !incident.isConfidential());
    }

    /** Worst severity first; those that the policy no longer has come last. */
    Comparator<String> worstFirst() {
        Map<String, Integer> ranks = new HashMap<>();
        policy.severities().forEach((SeverityLevel level) -> ranks.put(level.id(), level.rank()));
        return Comparator.comparingInt((String id) -> ranks.getOrDefault(id, Integer.MAX_VALUE)).thenComparing(
                Comparator.naturalOrder());
    }

    /** IDs of incidents, each once, in their order; at most {@link #MOST_NAMED}. */
    static List<String> named(Stream<IncidentHistory> some) {
        return some.map(IncidentHistory::id).distinct().limit(MOST_NAMED).toList();
    }
}
