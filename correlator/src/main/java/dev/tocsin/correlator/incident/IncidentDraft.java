package dev.tocsin.correlator.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.correlator.incident.member.JoiningAlert;
import dev.tocsin.correlator.incident.member.LeadAlerts;
import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.correlator.incident.member.MembersBySeverity;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Resolution;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.model.Grouping;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.route.RouteTree;
import dev.tocsin.state.Grade;
import dev.tocsin.state.IncidentRow;

/** The next state of one incident under construction; keeps dependent fields consistent. */
final class IncidentDraft {

    private static final int COMMANDS_REMEMBERED = 100;
    private static final int PLACED_REMEMBERED = 200;

    final Incident.Builder incident;
    final IncidentRow.Builder row;
    final MembersBySeverity grades;
    final LeadAlerts faces;
    final DueTimes dues;
    final DecisionContext occasion;
    private final List<TimelineFact> facts = new ArrayList<>();
    private Optional<Instant> heardOf = Optional.empty();

    private IncidentDraft(Incident.Builder incident, IncidentRow.Builder row, DecisionContext occasion) {
        this.incident = incident;
        this.row = row;
        this.occasion = occasion;
        this.grades = MembersBySeverity.of(row.getGrades());
        this.faces = LeadAlerts.of(row.getFaces(), row.getSilenced());
        this.dues = DueTimes.of(row.getDues());
    }

    /** Starts from an existing row. */
    static IncidentDraft of(IncidentRow row, DecisionContext occasion) {
        return new IncidentDraft(Snapshots.changing(row.getIncident()), Snapshots.changing(row), occasion);
    }

    /** Starts a new incident. */
    static IncidentDraft opening(DecisionContext occasion) {
        return new IncidentDraft(Incident.newBuilder().setRevision(0).setSeveritySetBy("")
                .setAcknowledgements(List.of()).setAcknowledgedBy("").setMitigatedBy("").setClockPauses(List.of())
                .setTasks(List.of()).setRoles(new TreeMap<>()).setTruncatedAlerts(0), IncidentRow.newBuilder()
                        .setGeneration(0).setGrades(List.of()).setDues(List.of()).setAppliedCommands(List.of())
                        .setPlaced(List.of()).setConfidentialSetBy("").setFaces(List.of()).setSilenced(List.of())
                        .setUnpublished(false).setEndReason(""), occasion);
    }

    void fact(FactKind kind, String summary, String actor, Map<String, String> details) {
        facts.add(new TimelineFact(kind, summary, actor, details));
    }

    /** How many facts there are by now. */
    int told() {
        return facts.size();
    }

    /** Inserts a fact before those that it caused. */
    void factAt(int place, TimelineFact fact) {
        facts.add(place, fact);
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
                .setInsideUpdatedAt(null).setOutsideUpdatedAt(null).setClockPauses(List.of()).setResolution(null)
                .setUndelivered(List.of()).setTruncatedAlerts(0).setTakers(List.of()).setEmergencyPage(null)
                .setStepsDone(List.of());
        row.setEndReason("");
        dues.cancelAll();
        Optional.ofNullable(row.getInactivityMillis()).ifPresent(silent -> dues.set(TimerKind.INACTIVITY, occasion.now()
                .plusMillis(silent)));
        Optional.ofNullable(row.getMaxAgeMillis()).ifPresent(age -> dues.set(TimerKind.MAX_AGE, occasion.now()
                .plusMillis(age)));
    }

    /** Takes severity, texts, rule, ladder and times from a grade. */
    void wear(Grade grade) {
        incident.setSeverity(grade.getSeverity());
        look(grade);
        judge(grade);
        climb(grade.getLadder());
        pace(grade.getQuietTimeMillis(), grade.getReopenWindowMillis());
    }

    /** Takes the texts of a member; the runbook of another one that fires is better than none. */
    void look(Grade grade) {
        incident.setTitle(grade.getTitle()).setSummary(grade.getSummary()).setService(grade.getService())
                .setEnvironment(grade.getEnvironment()).setTeam(grade.getTeam()).setSymptom(grade.getSymptom());
        var runbook = faces.beginningWith(grade).map(Grade::getRunbook).filter(each -> !each.isEmpty()).findFirst();
        if (runbook.isPresent() || !incident.hasRunbook() || faces.find(grade.getAlert()).isPresent()) {
            incident.setRunbook(runbook.orElse(""));
        }
        faces.beginningWith(grade).filter(each -> !each.getRunbook().isEmpty() || !each.getSteps().isEmpty())
                .findFirst()
                .ifPresent(each -> incident.setSteps(each.getSteps()));
    }

    /** Takes the rule of a member. */
    void judge(Grade grade) {
        incident.setPolicyName(grade.getPolicyName()).setPolicyVersion(grade.getPolicyVersion())
                .setRuleId(grade.getRuleId()).setRuleReason(grade.getRuleReason())
                .setRespondWithinMillis(grade.getRespondWithinMillis().orElse(null));
    }

    /** Records the current content of a firing member. */
    void face(JoiningAlert joiner) {
        var face = LeadAlerts.of(joiner, occasion);
        faces.put(face);
        faces.foremost().forEach(grades::look);
        row.setEndReason("");
        heardOf = heardOf.filter(face.getSince()::isAfter).or(() -> Optional.of(face.getSince()));
        heardMissing(joiner.alert().getTruncatedAlerts());
        joiner.alert().getEmergencyPage().ifPresent(page -> EmergencyPages.take(this, joiner.alert(), page));
    }

    /** Removes a member that resolved or moved. */
    void unface(String identity) {
        faces.remove(identity);
        faces.foremost().forEach(grades::look);
    }

    /** Records that a sender truncated its request. */
    void heardMissing(int alerts) {
        incident.setTruncatedAlerts(Math.max(incident.getTruncatedAlerts(), alerts));
    }

    /** Switches the ladder, with its required acknowledgements and their expiry. */
    void climb(String ladder) {
        if (!ladder.equals(incident.getLadder())) {
            incident.setLadder(ladder);
            conduct();
        }
    }

    /** How the ladders end that are climbed: of several routes the strictest counts. */
    void conduct() {
        var ladders = incident.getTakers().isEmpty()
                ? List.of(incident.getLadder())
                : incident.getTakers().stream().map(taker -> RouteTree.ladderOf(taker.getRoute())).toList();
        var conducts = ladders.stream().map(occasion.customs()::conduct).toList();
        incident.setAcknowledgesNeeded(conducts.stream().mapToInt(Ladder.Conduct::acknowledges).max().orElse(1));
        row.setAcknowledgeExpiresMillis(conducts.stream().flatMap(each -> each.acknowledgeExpires().stream()).min(
                Duration::compareTo).map(Duration::toMillis).orElse(null));
    }

    /** Sets quiet time and reopen window. */
    void pace(long quietTimeMillis, long reopenWindowMillis) {
        row.setQuietTimeMillis(quietTimeMillis).setReopenWindowMillis(reopenWindowMillis);
    }

    /** Makes the incident confidential by a rule; rules never undo this. */
    void confide(boolean confidential, String rule) {
        if (confidential && !incident.getConfidential() && row.getConfidentialSetBy().isEmpty()) {
            incident.setConfidential(true);
            fact(FactKind.CONFIDENTIAL_SET, "confidential by rule " + rule, TimelineFact.SOURCE, Map.of("confidential",
                    "true",
                    "rule", rule));
        }
    }

    boolean isActive() {
        return switch (incident.getState()) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> true;
            case RESOLVED, CLOSED -> false;
        };
    }

    /** Starts the quiet time; the incident resolves when it ends. */
    void startQuiet(String why) {
        var quiet = Duration.ofMillis(row.getQuietTimeMillis());
        if (quiet.isZero()) {
            resolve(TimelineFact.SOURCE, why, Map.of());
            return;
        }
        var until = occasion.now().plus(quiet);
        incident.setQuietUntil(until);
        dues.set(TimerKind.QUIET_TIME_OVER, until);
        fact(FactKind.QUIET_STARTED, why + "; resolves at " + until, TimelineFact.SOURCE,
                Map.of("until", until.toString()));
    }

    /** Interrupts a running quiet time. */
    void breakQuiet(String why, Map<String, String> details) {
        if (incident.getQuietUntil() != null) {
            incident.setQuietUntil(null);
            dues.cancel(TimerKind.QUIET_TIME_OVER);
            fact(FactKind.QUIET_BROKEN, why, TimelineFact.SOURCE, details);
        }
    }

    void resolve(String by, String why, Map<String, String> details) {
        incident.setState(IncidentState.RESOLVED).setResolvedAt(occasion.now()).setResolvedBy(by).setQuietUntil(null)
                .setSnoozedUntil(null).setAcknowledgedUntil(null);
        dues.cancelAll();
        dues.set(TimerKind.REOPEN_WINDOW_OVER, occasion.now().plusMillis(row.getReopenWindowMillis()));
        if (by.equals(TimelineFact.SOURCE) && !row.getEndReason().isEmpty() && incident.getResolution() == null) {
            incident.setResolution(Resolution.newBuilder().setCause(row.getEndReason()).setFix("").setImpact("")
                    .setReview("").build());
        }
        fact(FactKind.RESOLVED, why, by, details);
        ClockPausing.end(this);
        PostIncident.begin(this);
    }

    void remember(String commandId) {
        row.setAppliedCommands(last(COMMANDS_REMEMBERED, row.getAppliedCommands(), List.of(commandId)));
    }

    /** Records alerts that a person moved here. */
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
    IncidentDecision.Changed changed(String outcome, String reason) {
        row.setUnpublished(false);
        incident.setRevision(incident.getRevision() + 1).setUpdatedAt(occasion.now());
        return new IncidentDecision.Changed(build(), facts, outcome, reason);
    }

    /** Only the row changed, with optional facts. */
    IncidentDecision.Noted noted(String outcome, String reason) {
        return new IncidentDecision.Noted(build(), facts, outcome, reason);
    }

    /** Alerts no longer reach the incident; commands do. */
    IncidentDecision.Retired retired(String outcome, String reason) {
        return new IncidentDecision.Retired(build(), outcome, reason);
    }

    /**
     * The incident changed, but if it did in its counts alone, and it has more members than are shown, it is only counted:
     * the next snapshot follows within {@link MemberCounts#EVERY}.
     */
    IncidentDecision changedOrCounted(IncidentRow before, String outcome, String reason) {
        dateBack();
        if (!MemberCounts.onlyCounts(before, this)) {
            return changed(outcome, reason);
        }
        if (dues.has(TimerKind.COUNTS_DUE, occasion.now().plus(MemberCounts.EVERY))) {
            if (MemberCounts.fitsTally(before, this)) {
                return new IncidentDecision.Counted(build(), facts, outcome, reason);
            }
            row.setUnpublished(true);
            return noted(outcome, reason);
        }
        dues.set(TimerKind.COUNTS_DUE, occasion.now().plus(MemberCounts.EVERY));
        return changed(outcome, reason);
    }

    /**
     * A member fires as before and says something else. Nothing happens where that is nothing that the incident shows; it is
     * published at once where a person would act on it, and other texts at most every {@link MemberCounts#TEXTS_EVERY}.
     */
    IncidentDecision restated(IncidentRow before, String outcome, String reason) {
        dateBack();
        if (!facts.isEmpty() || MemberCounts.isUrgent(before.getIncident(), this)) {
            return changed(outcome, reason);
        }
        if (MemberCounts.showsTheSame(before.getIncident(), this)) {
            var next = build();
            return next.equals(before)
                    ? new IncidentDecision.Nothing("unchanged", reason + "; the incident looks the same")
                    : noted("unchanged", reason + "; the incident looks the same");
        }
        if (dues.has(TimerKind.COUNTS_DUE)) {
            row.setUnpublished(true);
            return noted(outcome, reason + "; published later, because texts changed moments ago");
        }
        dues.set(TimerKind.COUNTS_DUE, occasion.now().plus(MemberCounts.TEXTS_EVERY));
        return changed(outcome, reason);
    }

    /** Sets the start by the sources' time: of the firing alerts, else of those that fired last. */
    private void dateBack() {
        if (grades.firing() == 0) {
            return;
        }
        var firing = incident.getAlerts().stream().filter(Members::isFiring).toList();
        var shown = firing.stream().map(IncidentAlert::getIdentity).collect(Collectors.toSet());
        var others = faces.begun(shown);
        var known = Stream.concat(firing.stream().map(IncidentAlert::getSince), others.stream());
        var beyond = grades.firing() > shown.size() + others.size()
                ? Stream.concat(heardOf.stream(), Optional.ofNullable(incident.getStartedAt()).stream())
                : Stream.<Instant>empty();
        Stream.concat(known, beyond).min(Instant::compareTo).ifPresent(incident::setStartedAt);
    }

    private IncidentRow build() {
        dateBack();
        var total = grades.total();
        incident.setAlertsTotal(total).setAlertsFiring(grades.firing())
                .setAlertsHidden(Math.max(0, total - incident.getAlerts().size()));
        row.setGrades(grades.list()).setFaces(faces.list());
        dues.into(row);
        return row.setIncident(incident.build()).build();
    }
}
