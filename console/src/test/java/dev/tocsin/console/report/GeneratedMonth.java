package dev.tocsin.console.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import dev.tocsin.console.MemoryLog;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.schemas.topic.Topics;

/**
 * A made-up month: October 2026 in Zurich, in which daylight saving time ends on the 25th (New York keeps it until 1 November, and
 * Kolkata has none). Every incident is planned with plain times, and told as the services tell it.
 */
public final class GeneratedMonth {

    /** 1 October 2026, 00:00 in Zurich (UTC+2). */
    static final Instant FROM = Instant.parse("2026-09-30T22:00:00Z");
    /** 1 November 2026, 00:00 in Zurich (UTC+1). */
    static final Instant TO = Instant.parse("2026-10-31T23:00:00Z");

    private static final List<String> SERVICES = List.of("checkout", "payments", "orders-db", "search");
    private static final List<String> TEAMS = List.of("shop", "money", "storage", "shop");
    private static final List<String> PEOPLE = List.of("ada", "ben", "chiara", "dan", "boss");
    private static final List<String> PHASES = List.of("respond", "mitigate", "resolve");

    final List<PlannedIncident> incidents = new ArrayList<>();
    private final Random random;

    public GeneratedMonth(long seed, int count) {
        this.random = new Random(seed);
        for (var number = 0; number < count; number++) {
            incidents.add(planned(number));
        }
        for (var number = 0; number < count / 15; number++) {
            regroup(number);
        }
    }

    static Policy policy() {
        try {
            return PolicyLoader.load(published()).policy();
        } catch (PolicyErrors wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** The policy of the made-up company. */
    public static PolicyVersion published() {
        try (var file = GeneratedMonth.class.getResourceAsStream("/report/policy.yml")) {
            return PolicyVersion.newBuilder().setName("shop").setVersion(1).setSha256("").setText(new String(file
                    .readAllBytes(), StandardCharsets.UTF_8)).setAuthor("ada").setPublishedAt(FROM).build();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Appends it to a log. */
    public void writeTo(MemoryLog log) {
        facts(Instant.EPOCH, Instant.MAX).forEach(fact -> log.add(Topics.TIMELINE, fact));
        incidents.forEach(incident -> log.add(Topics.INCIDENTS, incident.snapshot()));
    }

    /** All facts since a moment, in the order of time. */
    List<TimelineEntry> facts(Instant from, Instant until) {
        return incidents.stream().flatMap(incident -> incident.facts.stream()).filter(fact -> !fact.getAt().isBefore(
                from) && !fact.getAt().isAfter(until)).sorted(Comparator.comparing(TimelineEntry::getAt)).toList();
    }

    /** What a console reads for a report. */
    Histories read(ReportQuery query, Instant now) {
        var histories = new Histories();
        facts(query.from(), query.factsUntil(now)).forEach(histories::accept);
        incidents.stream().filter(incident -> histories.wants(incident.id)).map(PlannedIncident::snapshot).forEach(
                histories::accept);
        return histories;
    }

    private PlannedIncident planned(int number) {
        var which = random.nextInt(SERVICES.size());
        var kind = random.nextInt(3);
        var incident = new PlannedIncident("i%03d".formatted(number), SERVICES.get(which), TEAMS.get(which), "rule-"
                + kind, kind == 0 ? "errors" : "", "Alert" + random.nextInt(4));
        // Some open before the month and some after it.
        var start = FROM.minus(Duration.ofDays(2)).plusSeconds(random.nextInt((int) Duration.between(FROM, TO)
                .toSeconds() + 3 * 24 * 3_600));
        incident.opened(start, "SEV" + (1 + random.nextInt(3)));
        if (random.nextInt(10) == 0) {
            incident.confidential();
        }
        var end = round(incident, start);
        while (end.isPresent() && random.nextInt(5) == 0) {
            var again = end.get().plusSeconds(60 + random.nextInt(1_800));
            incident.reopened(again);
            end = round(incident, again);
        }
        return incident;
    }

    /** What happens in a round; empty if it stays open. */
    private Optional<Instant> round(PlannedIncident incident, Instant start) {
        var at = start;
        var steps = random.nextInt(4);
        for (var step = 1; step <= steps; step++) {
            incident.paged(start.plus(Duration.ofMinutes(5L * step)), PEOPLE.get(random.nextInt(PEOPLE.size())), step, 1
                    + random.nextInt(3));
        }
        var acknowledged = random.nextInt(3) > 0;
        if (acknowledged) {
            at = start.plusSeconds(30 + random.nextInt(3_000));
            incident.acknowledged(at, "ada");
        }
        if (random.nextInt(4) == 0) {
            incident.severity(at.plusSeconds(5), "SEV" + (1 + random.nextInt(3)));
            at = at.plusSeconds(5);
        }
        if (acknowledged && random.nextBoolean()) {
            at = at.plusSeconds(60 + random.nextInt(5_000));
            incident.mitigated(at, "ben");
            if (random.nextInt(4) == 0) {
                at = at.plusSeconds(60);
                incident.mitigationFailed(at, "ben");
            }
        }
        for (var again = random.nextInt(3); again > 0; again--) {
            incident.ceased(at.plusSeconds(20));
            at = at.plusSeconds(20 + random.nextInt(200));
            incident.refired(at);
        }
        Optional<Instant> end = Optional.empty();
        if (random.nextInt(8) > 0) {
            at = at.plusSeconds(200 + random.nextInt(random.nextInt(6) == 0 ? 2_000_000 : 6_000));
            end = Optional.of(at);
            if (random.nextBoolean()) {
                incident.resolvedBySource(at);
            } else {
                incident.resolvedBy(at, "chiara");
            }
        }
        for (var phase : PHASES) {
            if (random.nextBoolean()) {
                incident.clock(phase, start, Duration.ofMinutes(5 + random.nextInt(60)), end);
            }
        }
        return end;
    }

    /** Merges a new incident into an open one, or splits it. */
    private void regroup(int number) {
        var open = incidents.stream().filter(incident -> !incident.round().over() && incident.round().start.isAfter(
                FROM)).toList();
        if (open.isEmpty()) {
            return;
        }
        var other = open.get(random.nextInt(open.size()));
        var at = other.facts.stream().map(TimelineEntry::getAt).max(Comparator.naturalOrder()).orElseThrow()
                .plusSeconds(
                        60);
        var incident = new PlannedIncident("r%03d".formatted(number), other.service, other.team, other.rule,
                other.symptom, "Regrouped");
        if (random.nextBoolean()) {
            incident.opened(at, "SEV3").mergedInto(other, at.plusSeconds(120));
        } else {
            incident.splitFrom(other, at).resolvedBy(at.plusSeconds(600), "ada");
        }
        incidents.add(incident);
    }
}
