package dev.tocsin.correlator.correlate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.model.Grouping;
import dev.tocsin.state.Grade;
import dev.tocsin.state.IncidentRow;

/** The next state of one incident while it is being decided: what changes together, changes here. */
final class Draft {

    private static final int COMMANDS_REMEMBERED = 100;
    private static final int PLACED_REMEMBERED = 200;

    final Incident.Builder incident;
    final IncidentRow.Builder row;
    final Grades grades;
    final Dues dues;
    final Occasion occasion;
    private final List<Fact> facts = new ArrayList<>();

    private Draft(Incident.Builder incident, IncidentRow.Builder row, Occasion occasion) {
        this.incident = incident;
        this.row = row;
        this.occasion = occasion;
        this.grades = Grades.of(row.getGrades());
        this.dues = Dues.of(row.getDues());
    }

    /** Begins with what is there. */
    static Draft of(IncidentRow row, Occasion occasion) {
        return new Draft(Snapshots.changing(row.getIncident()), Snapshots.changing(row), occasion);
    }

    /** Begins with nothing. */
    static Draft opening(Occasion occasion) {
        return new Draft(Incident.newBuilder().setRevision(0).setSeveritySetBy("")
                .setAcknowledgements(List.of()).setAcknowledgedBy("").setMitigatedBy("").setClockPauses(List.of())
                .setTasks(List.of()).setRoles(new TreeMap<>()), IncidentRow.newBuilder()
                        .setGeneration(0).setGrades(List.of()).setDues(List.of()).setAppliedCommands(List.of())
                        .setPlaced(List.of()).setConfidentialSetBy(""), occasion);
    }

    void fact(FactKind kind, String summary, String actor, Map<String, String> details) {
        facts.add(new Fact(kind, summary, actor, details));
    }

    /** Takes the terms of the rule whose alert begins the round. */
    void begin(Grouping terms) {
        row.setResolves(terms.resolves().name()).setLowers(terms.lowers())
                .setJoinWindowMillis(terms.window().map(Duration::toMillis).orElse(null))
                .setInactivityMillis(terms.inactivity().map(Duration::toMillis).orElse(null))
                .setMaxAgeMillis(terms.maxAge().map(Duration::toMillis).orElse(null));
        begin();
    }

    /** Begins a round by the terms that it has. */
    void begin() {
        incident.setRoundStartedAt(occasion.now()).setLadder("").setSeverityRaisedAt(null).setAssessedAt(null)
                .setAssessedBy("").setAssessment("").setUpdates(List.of()).setUpdatesTotal(0).setFirstUpdatedAt(null)
                .setInsideUpdatedAt(null).setOutsideUpdatedAt(null).setClockPauses(List.of()).setResolution(null);
        dues.cancelAll();
        Optional.ofNullable(row.getInactivityMillis()).ifPresent(silent -> dues.set(TimerKind.INACTIVITY, occasion.now()
                .plusMillis(silent)));
        Optional.ofNullable(row.getMaxAgeMillis()).ifPresent(age -> dues.set(TimerKind.MAX_AGE, occasion.now()
                .plusMillis(age)));
    }

    /** Looks like the members of that grade: severity, and what goes with it. */
    void wear(Grade grade) {
        incident.setTitle(grade.getTitle()).setSummary(grade.getSummary()).setSeverity(grade.getSeverity())
                .setService(grade.getService()).setEnvironment(grade.getEnvironment()).setTeam(grade.getTeam())
                .setSymptom(grade.getSymptom()).setPolicyName(grade.getPolicyName())
                .setPolicyVersion(grade.getPolicyVersion()).setRuleId(grade.getRuleId())
                .setRuleReason(grade.getRuleReason())
                .setRespondWithinMillis(grade.getRespondWithinMillis().orElse(null));
        if (!incident.hasRunbook() || !grade.getRunbook().isEmpty()) {
            incident.setRunbook(grade.getRunbook());
        }
        if (!grade.getRunbook().isEmpty() || !grade.getSteps().isEmpty()) {
            incident.setSteps(grade.getSteps());
        }
        climb(grade.getLadder());
        pace(grade.getQuietTimeMillis(), grade.getReopenWindowMillis());
    }

    /** Takes that ladder, and with it how many must acknowledge, and for how long that counts. */
    void climb(String ladder) {
        if (!ladder.equals(incident.getLadder())) {
            var conduct = occasion.customs().conduct(ladder);
            incident.setLadder(ladder).setAcknowledgesNeeded(conduct.acknowledges());
            row.setAcknowledgeExpiresMillis(conduct.acknowledgeExpires().map(Duration::toMillis).orElse(null));
        }
    }

    /** How long it waits before it is over, and how long it may be reopened. */
    void pace(long quietTimeMillis, long reopenWindowMillis) {
        row.setQuietTimeMillis(quietTimeMillis).setReopenWindowMillis(reopenWindowMillis);
    }

    /** A rule or a person says that it is confidential; rules never say that it is not. */
    void confide(boolean confidential, String rule) {
        if (confidential && !incident.getConfidential() && row.getConfidentialSetBy().isEmpty()) {
            incident.setConfidential(true);
            fact(FactKind.CONFIDENTIAL_SET, "confidential by rule " + rule, Fact.SOURCE, Map.of("confidential", "true",
                    "rule", rule));
        }
    }

    boolean isActive() {
        return switch (incident.getState()) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> true;
            case RESOLVED, CLOSED -> false;
        };
    }

    /** Its alerts say that it is over: it is resolved when that stays so. */
    void startQuiet(String why) {
        var quiet = Duration.ofMillis(row.getQuietTimeMillis());
        if (quiet.isZero()) {
            resolve(Fact.SOURCE, why, Map.of());
            return;
        }
        var until = occasion.now().plus(quiet);
        incident.setQuietUntil(until);
        dues.set(TimerKind.QUIET_TIME_OVER, until);
        fact(FactKind.QUIET_STARTED, why + "; resolved if it stays so until " + until, Fact.SOURCE,
                Map.of("until", until.toString()));
    }

    /** Ends the quiet time before its time, if it runs. */
    void breakQuiet(String why, Map<String, String> details) {
        if (incident.getQuietUntil() != null) {
            incident.setQuietUntil(null);
            dues.cancel(TimerKind.QUIET_TIME_OVER);
            fact(FactKind.QUIET_BROKEN, why, Fact.SOURCE, details);
        }
    }

    void resolve(String by, String why, Map<String, String> details) {
        incident.setState(IncidentState.RESOLVED).setResolvedAt(occasion.now()).setResolvedBy(by).setQuietUntil(null)
                .setSnoozedUntil(null).setAcknowledgedUntil(null);
        dues.cancelAll();
        dues.set(TimerKind.REOPEN_WINDOW_OVER, occasion.now().plusMillis(row.getReopenWindowMillis()));
        fact(FactKind.RESOLVED, why, by, details);
        Pausing.end(this);
        Aftercare.begin(this);
    }

    void remember(String commandId) {
        row.setAppliedCommands(last(COMMANDS_REMEMBERED, row.getAppliedCommands(), List.of(commandId)));
    }

    /** A person put these alerts here. */
    void place(List<String> identities) {
        row.setPlaced(last(PLACED_REMEMBERED, row.getPlaced(), identities));
    }

    /** With one more, of which so many are kept. */
    static <T> List<T> latest(int kept, List<T> some, T more) {
        var all = Stream.concat(some.stream(), Stream.of(more)).toList();
        return all.subList(Math.max(0, all.size() - kept), all.size());
    }

    static List<String> last(int kept, List<String> some, List<String> more) {
        var all = Stream.concat(some.stream(), more.stream()).distinct().toList();
        return all.subList(Math.max(0, all.size() - kept), all.size());
    }

    /** The shown members; whether one of them flaps follows. */
    void show(List<IncidentAlert> shown) {
        incident.setAlerts(shown).setFlapping(shown.stream().anyMatch(IncidentAlert::getFlapping));
    }

    /** The incident changed. */
    Verdict.Changed changed(String outcome, String reason) {
        incident.setRevision(incident.getRevision() + 1).setUpdatedAt(occasion.now());
        return new Verdict.Changed(build(), facts, outcome, reason);
    }

    /** Only the row did: there is something to remember, and maybe to tell. */
    Verdict.Noted noted(String outcome, String reason) {
        return new Verdict.Noted(build(), facts, outcome, reason);
    }

    /** No alert reaches it any more, but people do. */
    Verdict.Retired retired(String outcome, String reason) {
        return new Verdict.Retired(build(), outcome, reason);
    }

    /**
     * The incident changed, but if it did in its counts alone, and it has more members than are shown, it is only counted:
     * the next snapshot follows within {@link Counting#EVERY}.
     */
    Verdict changedOrCounted(IncidentRow before, String outcome, String reason) {
        if (!Counting.onlyCounts(before, this)) {
            return changed(outcome, reason);
        }
        if (dues.has(TimerKind.COUNTS_DUE)) {
            return new Verdict.Counted(build(), facts, outcome, reason);
        }
        dues.set(TimerKind.COUNTS_DUE, occasion.now().plus(Counting.EVERY));
        return changed(outcome, reason);
    }

    private IncidentRow build() {
        var total = grades.total();
        incident.setAlertsTotal(total).setAlertsFiring(grades.firing())
                .setAlertsHidden(Math.max(0, total - incident.getAlerts().size()));
        row.setGrades(grades.list());
        dues.into(row);
        return row.setIncident(incident.build()).build();
    }
}
