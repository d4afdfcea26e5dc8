package dev.tocsin.correlator.correlate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Alert;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.state.IncidentRow;

/** The next state of one incident while it is being decided: what changes together, changes here. */
final class Draft {

    private static final int COMMANDS_REMEMBERED = 100;

    final Incident.Builder incident;
    private final IncidentRow.Builder row;
    private final Occasion occasion;
    private final List<Fact> facts = new ArrayList<>();

    private Draft(Incident.Builder incident, IncidentRow.Builder row, Occasion occasion) {
        this.incident = incident;
        this.row = row;
        this.occasion = occasion;
    }

    /** Begins with what is there. */
    static Draft of(IncidentRow row, Occasion occasion) {
        return new Draft(Snapshots.changing(row.getIncident()), Snapshots.changing(row), occasion);
    }

    /** Begins with nothing. */
    static Draft opening(Occasion occasion) {
        return new Draft(Incident.newBuilder().setRevision(0), IncidentRow.newBuilder().setGeneration(0), occasion);
    }

    void fact(FactKind kind, String summary, String actor, Map<String, String> details) {
        facts.add(new Fact(kind, summary, actor, details));
    }

    /** Takes its severity, and what goes with it, from the alert that is now the worst. */
    void adopt(Alert alert, Classification by) {
        var face = Face.of(alert, by);
        incident.setTitle(face.title()).setSummary(face.summary()).setSeverity(by.severity()).setService(by.service())
                .setEnvironment(by.environment()).setTeam(by.team()).setSymptom(by.symptom()).setLadder(by.ladder())
                .setPolicyName(occasion.policyName()).setPolicyVersion(occasion.policyVersion())
                .setRuleId(by.ruleId()).setRuleReason(by.reason());
        if (!incident.hasRunbook() || !face.runbook().isEmpty()) {
            incident.setRunbook(face.runbook());
        }
        pace(by.quietTime(), by.reopenWindow());
    }

    /** How long it waits before it is over, and how long it may be reopened. */
    void pace(Duration quietTime, Duration reopenWindow) {
        row.setQuietTimeMillis(quietTime.toMillis()).setReopenWindowMillis(reopenWindow.toMillis());
    }

    /** All alerts are over: it is resolved when they stay so. */
    void startQuiet() {
        var quiet = Duration.ofMillis(row.getQuietTimeMillis());
        if (quiet.isZero()) {
            resolve(Fact.SOURCE, "all alerts are over", Map.of());
            return;
        }
        var until = occasion.now().plus(quiet);
        incident.setQuietUntil(until);
        schedule(TimerKind.QUIET_TIME_OVER, until);
        fact(FactKind.QUIET_STARTED, "all alerts are over; resolved if they stay so until " + until, Fact.SOURCE,
                Map.of("until", until.toString()));
    }

    /** Ends the quiet time before its time, if it runs. */
    void breakQuiet(String identity) {
        if (incident.getQuietUntil() != null) {
            incident.setQuietUntil(null);
            cancelTimer();
            fact(FactKind.QUIET_BROKEN, "an alert fires again inside the quiet time", Fact.SOURCE,
                    Map.of("alert", identity));
        }
    }

    void resolve(String by, String why, Map<String, String> details) {
        incident.setState(IncidentState.RESOLVED).setResolvedAt(occasion.now()).setResolvedBy(by).setQuietUntil(null);
        schedule(TimerKind.REOPEN_WINDOW_OVER, occasion.now().plusMillis(row.getReopenWindowMillis()));
        fact(FactKind.RESOLVED, why, by, details);
    }

    void remember(String commandId) {
        var ids = new ArrayList<>(row.getAppliedCommands());
        ids.add(commandId);
        row.setAppliedCommands(ids.size() <= COMMANDS_REMEMBERED
                ? ids
                : List.copyOf(ids.subList(ids.size() - COMMANDS_REMEMBERED, ids.size())));
    }

    void cancelTimer() {
        row.setTimerKind(null).setDueAt(null).setGeneration(row.getGeneration() + 1).setTimerEmitted(false);
    }

    private void schedule(TimerKind kind, Instant dueAt) {
        row.setTimerKind(kind).setDueAt(dueAt).setGeneration(row.getGeneration() + 1).setTimerEmitted(false);
    }

    /** The incident changed. */
    Verdict.Changed changed(String outcome, String reason) {
        incident.setRevision(incident.getRevision() + 1).setUpdatedAt(occasion.now());
        return new Verdict.Changed(row.setIncident(incident.build()).build(), facts, outcome, reason);
    }

    /** Only the row did. */
    Verdict.Refused refused(Fact fact, String outcome, String reason) {
        return new Verdict.Refused(row.build(), fact, outcome, reason);
    }
}
