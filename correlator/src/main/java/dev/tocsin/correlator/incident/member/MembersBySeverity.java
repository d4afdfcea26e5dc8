package dev.tocsin.correlator.incident.member;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.event.Alert;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.state.Grade;
import dev.tocsin.state.GradeCount;

/**
 * Counts the members of an incident by severity, worst first: joined and firing ones, with the texts of a representative.
 * Includes members that the snapshot does not show.
 */
public final class MembersBySeverity {

    private final TreeMap<Integer, Grade> byRank = new TreeMap<>();

    private MembersBySeverity() {}

    public static MembersBySeverity of(List<Grade> grades) {
        var made = new MembersBySeverity();
        grades.forEach(grade -> made.byRank.put(grade.getSeverity().getRank(), grade));
        return made;
    }

    /** An alert that was no member of this round. */
    public void join(Alert alert, Classification by, DecisionContext occasion) {
        face(alert, by, occasion);
        count(by.severity().getRank(), 1, 1);
    }

    /**
     * A member that did not hold.
     *
     * @param rank
     *            it was counted under
     */
    public void refire(int rank, Alert alert, Classification by, DecisionContext occasion) {
        face(alert, by, occasion);
        count(known(rank, false).orElse(by.severity().getRank()), -1, 0);
        count(by.severity().getRank(), 1, 1);
    }

    /**
     * A member that holds as before, but maybe worse or less bad.
     *
     * @param rank
     *            it was counted under
     */
    public void regrade(int rank, Alert alert, Classification by, DecisionContext occasion) {
        face(alert, by, occasion);
        count(known(rank, true).orElse(by.severity().getRank()), -1, -1);
        count(by.severity().getRank(), 1, 1);
    }

    /** A member of that rank is over. */
    public void cease(int rank) {
        known(rank, true).ifPresent(counted -> count(counted, 0, -1));
    }

    /** A member of that rank goes to another incident. */
    public void leave(int rank, boolean firing) {
        known(rank, firing).ifPresent(counted -> count(counted, -1, firing ? -1 : 0));
    }

    /** A member comes from another incident, which knows what such a member looks like. */
    public void arrive(Grade face, int total, int firing) {
        var rank = face.getSeverity().getRank();
        byRank.putIfAbsent(rank, Grade.newBuilder(face).setTotal(0).setFiring(0).build());
        count(rank, total, firing);
    }

    /** Members of that severity look like this one. */
    public void look(Grade face) {
        byRank.computeIfPresent(face.getSeverity().getRank(), (_, grade) -> {
            var looks = counted(face, grade.getTotal(), grade.getFiring());
            return grade.equals(looks) ? grade : looks;
        });
    }

    /** Whether members of each severity look as they did, however many there are. */
    public boolean lookLike(List<Grade> before) {
        return before.stream().map(grade -> counted(grade, 0, 0)).toList().equals(byRank.values().stream().map(
                grade -> counted(grade, 0, 0)).toList());
    }

    private static Grade counted(Grade grade, int total, int firing) {
        return grade.getTotal() == total && grade.getFiring() == firing
                ? grade
                : Grade.newBuilder(grade).setTotal(total).setFiring(firing).build();
    }

    /** Another round begins with what holds. */
    public void beginRound() {
        byRank.values().removeIf(grade -> grade.getFiring() == 0);
        byRank.replaceAll((_, grade) -> Grade.newBuilder(grade).setTotal(grade.getFiring()).build());
    }

    /** All members went to another incident. */
    public void clear() {
        byRank.clear();
    }

    /** The worst of those that hold, or of all of the round. */
    public Optional<Grade> worst(boolean firingOnly) {
        return byRank.values().stream().filter(grade -> firingOnly ? grade.getFiring() > 0 : grade.getTotal() > 0)
                .findFirst();
    }

    /** What a member of a rank looks like. */
    public Optional<Grade> at(int rank) {
        return Optional.ofNullable(byRank.get(rank)).or(() -> worst(false));
    }

    public int total() {
        return byRank.values().stream().mapToInt(Grade::getTotal).sum();
    }

    public int firing() {
        return byRank.values().stream().mapToInt(Grade::getFiring).sum();
    }

    public List<Grade> list() {
        return List.copyOf(byRank.values());
    }

    public static List<GradeCount> counts(List<Grade> grades) {
        return grades.stream().map(grade -> new GradeCount(grade.getSeverity().getRank(), grade.getTotal(),
                grade.getFiring())).toList();
    }

    /** The same with other counts. */
    public static List<Grade> counted(List<Grade> grades, List<GradeCount> counts) {
        var made = of(grades);
        counts.forEach(count -> made.byRank.computeIfPresent(count.getRank(), (_, grade) -> Grade.newBuilder(grade)
                .setTotal(count.getTotal()).setFiring(count.getFiring()).build()));
        return made.list();
    }

    /** An alert that was filed before ranks were kept is taken for one of the mildest. */
    private Optional<Integer> known(int rank, boolean firing) {
        var fits = Optional.ofNullable(byRank.get(rank))
                .filter(grade -> firing ? grade.getFiring() > 0 : grade.getTotal() > grade.getFiring());
        return fits.isPresent()
                ? Optional.of(rank)
                : byRank.descendingMap().values().stream().filter(
                        grade -> firing ? grade.getFiring() > 0 : grade.getTotal() > grade.getFiring()).findFirst()
                        .map(grade -> grade.getSeverity().getRank());
    }

    private void face(Alert alert, Classification by, DecisionContext occasion) {
        byRank.computeIfAbsent(by.severity().getRank(), _ -> look(alert, by, occasion));
        byRank.computeIfPresent(by.severity().getRank(), (_, grade) -> grade.getTotal() == 0
                ? look(alert, by, occasion)
                : grade);
    }

    private void count(int rank, int total, int firing) {
        byRank.computeIfPresent(rank, (_, grade) -> Grade.newBuilder(grade).setTotal(Math.max(0, grade.getTotal()
                + total)).setFiring(Math.max(0, grade.getFiring() + firing)).build());
    }

    /** What an incident looks like while this is its worst alert; counts nothing. */
    static Grade look(Alert alert, Classification by, DecisionContext occasion) {
        var face = LeadAlert.of(alert, by);
        return Grade.newBuilder().setSeverity(by.severity()).setTotal(0).setFiring(0).setAlert(alert.getIdentity())
                .setTitle(face.title()).setSummary(face.summary()).setService(by.service())
                .setEnvironment(by.environment()).setTeam(by.team()).setSymptom(by.symptom())
                .setRunbook(face.runbook()).setSteps(by.steps()).setLadder(by.ladder())
                .setPolicyName(occasion.policyName()).setPolicyVersion(occasion.policyVersion())
                .setRuleId(by.ruleId()).setRuleReason(by.reason())
                .setRespondWithinMillis(by.respond().map(Duration::toMillis).orElse(null))
                .setQuietTimeMillis(by.quietTime().toMillis()).setReopenWindowMillis(by.reopenWindow().toMillis())
                .build();
    }
}
