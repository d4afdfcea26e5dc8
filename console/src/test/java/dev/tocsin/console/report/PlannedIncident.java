package dev.tocsin.console.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimelineEntry;

/** An incident as somebody plans it, and the records that Tocsin writes for it. */
final class PlannedIncident {

    /** A page: several messages of one step. */
    record PlannedPage(String person, Instant at, int messages) {}

    /** A clock: kept or missed. */
    record PlannedClock(String phase, String severity, Instant startedAt, boolean missed) {}

    /** A round in plain times; what did not happen is null. */
    static final class PlannedRound {

        Instant start;
        String severity;
        Instant acknowledged;
        Instant mitigated;
        Instant resolved;
        boolean merged;
        boolean split;
        boolean inherited;
        boolean acted;

        boolean over() {
            return resolved != null || merged;
        }
    }

    final String id;
    final String service;
    final String team;
    final String rule;
    final String symptom;
    final String alert;
    final List<PlannedRound> rounds = new ArrayList<>();
    final List<PlannedPage> pages = new ArrayList<>();
    final List<PlannedClock> clocks = new ArrayList<>();
    final List<Instant> firings = new ArrayList<>();
    final List<Duration> spells = new ArrayList<>();
    final List<TimelineEntry> facts = new ArrayList<>();
    boolean confidential;
    private Instant firingSince;
    private int number;

    PlannedIncident(String id, String service, String team, String rule, String symptom, String alert) {
        this.id = id;
        this.service = service;
        this.team = team;
        this.rule = rule;
        this.symptom = symptom;
        this.alert = alert;
    }

    PlannedRound round() {
        return rounds.getLast();
    }

    String identity() {
        return "prometheus:" + alert + "-" + service;
    }

    PlannedIncident opened(Instant at, String severity) {
        begin(at, severity);
        fact(at, FactKind.OPENED, "source", Map.of("alert", identity(), "severity", severity, "rule", rule));
        fire(at);
        return this;
    }

    PlannedIncident reopened(Instant at) {
        var severity = round().severity;
        begin(at, severity);
        fact(at, FactKind.REOPENED, "source", Map.of("alert", identity(), "round", Integer.toString(rounds.size())));
        fire(at);
        return this;
    }

    /** Made from alerts of another one, in its state. */
    PlannedIncident splitFrom(PlannedIncident other, Instant at) {
        begin(at, other.round().severity);
        round().split = true;
        round().inherited = other.round().acknowledged != null;
        var details = Map.of("command", "c-split-" + id, "from", other.id, "into", id, "alerts", alert + " ("
                + identity() + ")", "total", "1");
        other.fact(at, FactKind.SPLIT, "ada", details);
        other.round().acted = true;
        fact(at, FactKind.SPLIT, "ada", details);
        round().acted = true;
        return this;
    }

    PlannedIncident mergedInto(PlannedIncident other, Instant at) {
        var details = Map.of("command", "c-merge-" + id, "from", id, "into", other.id, "alerts", alert + " ("
                + identity() + ")", "total", "1");
        fact(at, FactKind.MERGED, "ada", details);
        other.fact(at, FactKind.MERGED, "ada", details);
        round().merged = true;
        round().acted = true;
        other.round().acted = true;
        return this;
    }

    PlannedIncident severity(Instant at, String to) {
        fact(at, FactKind.SEVERITY_CHANGED, "source", Map.of("from", round().severity, "to", to, "rule", rule));
        round().severity = to;
        return this;
    }

    PlannedIncident acknowledged(Instant at, String by) {
        fact(at, FactKind.ACKNOWLEDGED, by, Map.of("command", "c" + number + id, "via", "slack"));
        round().acknowledged = round().acknowledged == null ? at : round().acknowledged;
        round().acted = true;
        return this;
    }

    PlannedIncident mitigated(Instant at, String by) {
        fact(at, FactKind.MITIGATED, by, Map.of("command", "c" + number + id, "via", "cli"));
        round().mitigated = at;
        round().acknowledged = round().acknowledged == null ? at : round().acknowledged;
        round().acted = true;
        return this;
    }

    PlannedIncident mitigationFailed(Instant at, String by) {
        fact(at, FactKind.MITIGATION_FAILED, by, Map.of("command", "c" + number + id, "via", "cli"));
        round().mitigated = null;
        return this;
    }

    /** By its alerts, which ceased a quiet time of two minutes before. */
    PlannedIncident resolvedBySource(Instant at) {
        cease(at.minus(Duration.ofMinutes(2)));
        fact(at, FactKind.RESOLVED, "source", Map.of());
        round().resolved = at;
        return this;
    }

    PlannedIncident resolvedBy(Instant at, String person) {
        fact(at, FactKind.RESOLVED, person, Map.of("command", "c" + number + id, "firing", "1"));
        round().resolved = at;
        round().acted = true;
        return this;
    }

    PlannedIncident refired(Instant at) {
        fact(at, FactKind.ALERT_REFIRED, "source", Map.of("alert", identity()));
        fire(at);
        return this;
    }

    PlannedIncident ceased(Instant at) {
        cease(at);
        return this;
    }

    /** One step that asks somebody by some channels, a second apart. */
    PlannedIncident paged(Instant at, String person, int rung, int messages) {
        fact(at, FactKind.LADDER_STARTED, "escalator", Map.of("ladder", "primary"));
        for (var message = 0; message < messages; message++) {
            fact(at.plusSeconds(message), FactKind.PAGED, "escalator", Map.of("target", person, "channel", "ch"
                    + message,
                    "kind", "PAGE", "rung", Integer.toString(rung), "repetition", "0", "notificationId", id + "-"
                            + number));
        }
        pages.add(new PlannedPage(person, at, messages));
        return this;
    }

    PlannedIncident clock(String phase, Instant start, Duration within, Optional<Instant> met) {
        var due = start.plus(within);
        var severity = round().severity;
        fact(start, FactKind.CLOCK_STARTED, "escalator", Map.of("phase", phase, "severity", severity, phase, due
                .toString()));
        var missed = met.filter(at -> !at.isAfter(due)).isEmpty();
        var details = new HashMap<>(Map.of("phase", phase, "severity", severity, "startedAt", start.toString(),
                "within", within.toString()));
        if (missed) {
            fact(due, FactKind.CLOCK_BREACHED, "escalator", details);
        }
        met.ifPresent(at -> {
            if (missed) {
                details.put("lateByMillis", Long.toString(Duration.between(due, at).toMillis()));
            }
            fact(at, FactKind.CLOCK_MET, "escalator", details);
        });
        clocks.add(new PlannedClock(phase, severity, start, missed));
        return this;
    }

    PlannedIncident confidential() {
        confidential = true;
        return this;
    }

    void fact(Instant at, FactKind kind, String actor, Map<String, String> details) {
        facts.add(TimelineEntry.newBuilder().setId(id + "/" + number++).setIncidentId(id).setServiceKey(service).setAt(
                at).setKind(kind).setSummary(alert + " of " + service).setActor(actor).setDetails(details)
                .setPolicyVersion(1).build());
    }

    Incident snapshot() {
        var last = round();
        var rank = Integer.parseInt(last.severity.substring(3));
        return Incident.newBuilder().setId(id).setRevision(facts.size()).setServiceKey(service).setCorrelationKey(
                service + "|" + alert).setState(last.merged
                        ? IncidentState.CLOSED
                        : last.resolved != null ? IncidentState.RESOLVED : IncidentState.OPEN).setRound(rounds.size())
                .setTitle(alert + " on " + service).setSeverity(new Severity(last.severity, rank)).setService(service)
                .setTeam(team).setSymptom(symptom).setLadder("primary").setPolicyName("ours").setPolicyVersion(1)
                .setRuleId(rule).setRuleReason("").setAlerts(List.of(IncidentAlert.newBuilder().setIdentity(identity())
                        .setName(alert).setSummary("").setSource("prometheus").setStatus(AlertStatus.FIRING).setSince(
                                last.start).setJoinedAt(last.start).build())).setAlertsTotal(1).setAlertsFiring(1)
                .setOpenedAt(rounds.getFirst().start).setRoundStartedAt(last.start).setUpdatedAt(last.start)
                .setConfidential(confidential).build();
    }

    private void begin(Instant at, String severity) {
        var round = new PlannedRound();
        round.start = at;
        round.severity = severity;
        rounds.add(round);
    }

    private void fire(Instant at) {
        firings.add(at);
        firingSince = at;
    }

    private void cease(Instant at) {
        if (firingSince != null) {
            fact(at, FactKind.ALERT_RESOLVED, "source", Map.of("alert", identity()));
            spells.add(Duration.between(firingSince, at));
            firingSince = null;
        }
    }
}
