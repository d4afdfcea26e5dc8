package dev.tocsin.console.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.tocsin.console.past.PastIncident;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.schemas.incident.IncidentStates;

/**
 * What reports remember of an incident, folded from its facts in the order of the log, and its last snapshot. Built while facts
 * are folded, then only read. Not thread-safe.
 */
final class IncidentHistory {

    private static final int MOST_ALERTS = 200;
    private static final int MOST_PAGES = 500;
    private static final int MOST_ROUNDS = 200;

    private final String id;
    private final List<Round> rounds = new ArrayList<>();
    private final ClockRuns clocks = new ClockRuns();
    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final Map<String, AlertStory> alerts = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final List<Instant> reopenings = new ArrayList<>();
    private Facets facets;
    private String severity = "";
    private boolean hasSnapshot;
    private boolean openAtFirst;
    private boolean settled;
    private int climbs;

    /** What the last snapshot says of the incident. */
    private record Facets(String title, String service, String team, String symptom, String rule, boolean confidential,
            boolean over, Optional<Instant> openedAt) {}

    IncidentHistory(String id, String serviceKey) {
        this.id = id;
        this.facets = new Facets("", serviceKey, "", "", "", false, false, Optional.empty());
    }

    /** An open incident without any fact since the begin of the period. */
    static IncidentHistory untouched(IncidentHeadline incident) {
        var history = new IncidentHistory(incident.id(), incident.serviceKey());
        history.headline(incident);
        return history;
    }

    /** Takes what the console holds of an incident, where the part of the log that was read has no snapshot of it. */
    void headline(IncidentHeadline incident) {
        if (!hasSnapshot) {
            var what = incident.description();
            facets = new Facets(what.title(), what.service(), what.team(), "", "", incident.confidential(), false,
                    Optional.of(incident.milestones().openedAt()));
            severityOf(what.severity());
        }
    }

    /**
     * Applies a fact.
     *
     * @param others
     *            finds another incident by its ID
     */
    void fact(TimelineEntry fact, Function<String, Optional<IncidentHistory>> others) {
        clocks.fact(fact);
        var details = fact.getDetails();
        switch (fact.getKind()) {
            case OPENED -> opened(fact);
            case REOPENED -> reopened(fact);
            case SPLIT -> split(fact, others);
            case SEVERITY_CHANGED -> severity(details.getOrDefault("to", severity));
            case ACKNOWLEDGED, SNOOZED -> {
                if (PastIncident.isEnough(fact)) {
                    round().acknowledge(fact.getAt());
                }
            }
            case MITIGATED -> round().mitigate(fact.getAt());
            case MITIGATION_FAILED, ACKNOWLEDGE_VOIDED, ACKNOWLEDGE_EXPIRED, UNACKNOWLEDGED, SNOOZE_ENDED -> round()
                    .unmitigate();
            case RESOLVED -> end(Round.End.RESOLVED, fact);
            case CLOSED -> end(Round.End.CLOSED, fact);
            case MERGED -> {
                AlertNames.read(details.getOrDefault("alerts", ""), names, MOST_ALERTS);
                if (details.getOrDefault("from", "").equals(id)) {
                    end(Round.End.MERGED, fact);
                }
            }
            case ALERT_JOINED, ALERT_REFIRED -> alert(fact).ifPresent(alert -> alert.fire(fact.getAt(), fact
                    .getSummary()));
            case ALERT_RESOLVED, ALERT_EXPIRED -> alert(fact).ifPresent(alert -> alert.cease(fact.getAt()));
            case FLAPPING_STARTED -> alert(fact).ifPresent(AlertStory::flap);
            case LADDER_STARTED -> climbs++;
            case PAGED -> page(fact);
            default -> {
            }
        }
        if (details.containsKey("command") && fact.getKind() != FactKind.COMMAND_REFUSED) {
            round().act();
        }
    }

    /**
     * Takes what only a snapshot says; the last one counts.
     *
     * @param shared
     *            gives the one copy of a text that many incidents have in common
     */
    void snapshot(Incident incident, UnaryOperator<String> shared) {
        facets = new Facets(incident.getTitle(), shared.apply(incident.getService()), shared.apply(incident.getTeam()),
                shared.apply(incident.getSymptom()), shared.apply(incident.getRuleId()), incident.getConfidential(),
                IncidentStates.isOver(incident.getState()), Optional.of(incident.getOpenedAt()));
        incident.getAlerts().stream().limit(MOST_ALERTS - names.size()).forEach(member -> names.put(member
                .getIdentity(), shared.apply(member.getName())));
        hasSnapshot = true;
        severityOf(incident.getSeverity().getId());
        if (!rounds.isEmpty() && rounds.getLast().isSplit()) {
            var start = rounds.getLast().startedAt().orElseThrow();
            incident.getAcknowledgedAt().filter(start::isAfter).ifPresent(_ -> rounds.getLast()
                    .inheritAcknowledgement());
        }
    }

    private void severityOf(String known) {
        if (severity.isEmpty()) {
            severity = known;
            rounds.stream().filter(round -> round.severity().isEmpty()).forEach(round -> round.severity(known));
        }
    }

    private void opened(TimelineEntry fact) {
        settled = true;
        severity = fact.getDetails().getOrDefault("severity", severity);
        begin(new Round(1, Optional.of(fact.getAt()), severity, false));
        AlertNames.read(fact.getDetails().getOrDefault("names", ""), names, MOST_ALERTS);
        alert(fact).ifPresent(alert -> alert.fire(fact.getAt(), fact.getSummary()));
    }

    private void reopened(TimelineEntry fact) {
        settled = true;
        var number = fact.getDetails().getOrDefault("round", "");
        reopenings.add(fact.getAt());
        begin(new Round(number.matches("\\d{1,6}") ? Integer.parseInt(number) : rounds.size() + 1, Optional.of(fact
                .getAt()), severity, false));
        alert(fact).ifPresent(alert -> alert.fire(fact.getAt(), ""));
    }

    private void split(TimelineEntry fact, Function<String, Optional<IncidentHistory>> others) {
        var details = fact.getDetails();
        AlertNames.read(details.getOrDefault("alerts", ""), names, MOST_ALERTS);
        if (!details.getOrDefault("into", "").equals(id) || !rounds.isEmpty()) {
            return;
        }
        settled = true;
        var from = others.apply(details.getOrDefault("from", ""));
        severity = from.map(IncidentHistory::severity).orElse(severity);
        var round = new Round(1, Optional.of(fact.getAt()), severity, true);
        if (from.flatMap(other -> other.round().acknowledgedAt()).isPresent()) {
            round.inheritAcknowledgement();
        }
        begin(round);
    }

    private void begin(Round next) {
        if (!rounds.isEmpty() && rounds.getLast().isActive()) {
            rounds.getLast().end(Round.End.CLOSED, next.startedAt().orElse(Instant.EPOCH), "");
        }
        if (rounds.size() < MOST_ROUNDS) {
            rounds.add(next);
        }
    }

    /** The current round; the first fact that was read may be of a round that began before. */
    private Round round() {
        if (rounds.isEmpty()) {
            rounds.add(new Round(0, Optional.empty(), severity, false));
        }
        return rounds.getLast();
    }

    private void severity(String next) {
        severity = next;
        if (round().isActive()) {
            round().severity(next);
        }
    }

    private void end(Round.End how, TimelineEntry fact) {
        if (!settled) {
            openAtFirst = how != Round.End.CLOSED;
            settled = true;
        }
        round().end(how, fact.getAt(), fact.getActor());
    }

    private Optional<AlertStory> alert(TimelineEntry fact) {
        var identity = fact.getDetails().getOrDefault("alert", "");
        if (identity.isEmpty() || (alerts.size() >= MOST_ALERTS && !alerts.containsKey(identity))) {
            return Optional.empty();
        }
        return Optional.of(alerts.computeIfAbsent(identity, AlertStory::new));
    }

    private void page(TimelineEntry fact) {
        var details = fact.getDetails();
        var target = details.getOrDefault("target", "");
        var key = String.join("|", Integer.toString(climbs), Integer.toString(rounds.size()), target, details
                .getOrDefault("rung", ""), details.getOrDefault("repetition", ""), details.getOrDefault("kind", ""));
        if (pages.size() < MOST_PAGES || pages.containsKey(key)) {
            pages.merge(key, new Page(target, fact.getAt(), 1), Page::and);
        }
    }

    String id() {
        return id;
    }

    List<Round> rounds() {
        return rounds;
    }

    List<ClockRun> clocks() {
        return clocks.all();
    }

    Collection<Page> pages() {
        return pages.values();
    }

    Collection<AlertStory> alerts() {
        return alerts.values();
    }

    /** Name of one of its alerts; its summary if the incident shows too many alerts to know it, else its identity. */
    String nameOf(AlertStory alert) {
        return Optional.ofNullable(names.get(alert.identity())).filter(name -> !name.isBlank()).or(() -> Optional.of(
                alert.title()).filter(title -> !title.isBlank())).orElse(alert.identity());
    }

    List<Instant> reopenings() {
        return reopenings;
    }

    /** Its severity at the end of the facts. */
    String severity() {
        return severity;
    }

    String title() {
        return facets.title();
    }

    String service() {
        return facets.service();
    }

    String team() {
        return facets.team();
    }

    String symptom() {
        return facets.symptom();
    }

    String rule() {
        return facets.rule();
    }

    boolean isConfidential() {
        return facets.confidential();
    }

    Optional<Instant> openedAt() {
        return facets.openedAt();
    }

    /** Whether it was open at the end of the facts. */
    boolean isOpen() {
        return rounds.isEmpty() ? !facets.over() : rounds.getLast().isActive();
    }

    /** Whether it was open at the begin of the facts that were read. */
    boolean wasOpenAt(Instant begin) {
        return (settled ? openAtFirst : !facets.over()) || rounds.stream().anyMatch(round -> round.startedAt().filter(
                begin::isAfter).isPresent() && round.endedAt().filter(begin::isAfter).isEmpty());
    }
}
