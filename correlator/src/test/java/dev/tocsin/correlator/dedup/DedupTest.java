package dev.tocsin.correlator.dedup;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.correlator.AlertFixture;
import dev.tocsin.correlator.dedup.DedupDecision.Fresh;
import dev.tocsin.correlator.dedup.DedupDecision.Refired;
import dev.tocsin.correlator.dedup.DedupDecision.Repeat;
import dev.tocsin.correlator.dedup.DedupDecision.Resolved;
import dev.tocsin.correlator.dedup.DedupDecision.ResolvedBeforeSeen;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.state.AlertState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a delivery is, by what is known of its alert. Times of day stand for the start of an occurrence. */
class DedupTest {

    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-11-20T11:00:00Z");
    private static final Instant TWELVE = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");
    private static final AlertFixture ALERT = anAlert("db-1");

    @ParameterizedTest(name = "{0}")
    @MethodSource("deliveries")
    void shouldDecide(String name, Optional<AlertState> known, Alert delivery, Instant now, AlertIncidentState standing,
            String outcome) {
        var decision = Dedup.decide(known, delivery, "payments", now, _ -> standing);

        assertThat(decision.outcome()).isEqualTo(outcome);
        assertThat(decision.reason()).isNotBlank();
    }

    static Stream<Arguments> deliveries() {
        var soon = ELEVEN.plusSeconds(60);
        return Stream.of(
                delivery("first fire", unknown(), fire(ELEVEN), soon, "fresh"),
                delivery("resolve of an unknown alert", unknown(), resolve(ELEVEN), soon, "resolved-before-seen"),
                delivery("same fire again", firing(ELEVEN), fire(ELEVEN), soon, "repeat"),
                delivery("fire with a later start, still firing", firing(ELEVEN), fire(TWELVE), TWELVE, "repeat"),
                delivery("same fire in the same words", called("critical/"), grade("critical"), soon, "repeat"),
                delivery("same fire, called worse now", called("warning/"), grade("critical"), soon, "changed"),
                Arguments.of("called worse while the incident is resolved", called("warning/"), grade("critical"), soon,
                        AlertIncidentState.RESOLVED, "changed"),
                delivery("resolve in other words", called("warning/"), resolve(ELEVEN), soon, "resolved"),
                delivery("A2: fire with an earlier start, still firing", firing(ELEVEN), fire(TEN), soon, "changed"),
                delivery("A2: fire with an earlier start that is known, still firing", heardFrom(TEN), fire(TEN), soon,
                        "repeat"),
                delivery("A2: fire with a start between those that are known", heardFrom(TEN), fire(TEN.plusSeconds(9)),
                        soon, "repeat"),
                delivery("A2: fire with the year 1 as its start, still firing", firing(ELEVEN), fire(NEVER), soon,
                        "repeat"),
                delivery("A2: fire with a start in the future, still firing", firing(ELEVEN), fire(
                        TWELVE), soon, "repeat"),
                delivery("A2: fire with an earlier start, over for want of a word", expired(ELEVEN), fire(TEN), soon,
                        "refired"),
                delivery("A2: fire with the same start, over for want of a word", expired(ELEVEN), fire(ELEVEN), soon,
                        "refired"),
                delivery("A2: fire with a later start, over for want of a word", expired(ELEVEN), fire(TWELVE), TWELVE,
                        "refired"),
                delivery("A2: resolve after it was over for want of a word", expired(ELEVEN), resolve(ELEVEN), soon,
                        "repeat"),
                delivery("A2: resolve that ends before it begins, same start", firing(ELEVEN),
                        ALERT.since(ELEVEN).until(TEN).resolved(), soon, "resolved"),
                delivery("A2: resolve that ends before it begins, a start heard of", heardFrom(TEN),
                        ALERT.since(TEN).until(TEN.minusSeconds(1)).resolved(), soon, "resolved"),
                delivery("A2: resolve that ends before it begins, a start never heard of", firing(ELEVEN),
                        ALERT.since(TEN).until(TEN.minusSeconds(1)).resolved(), soon, "late"),
                delivery("A2: resolve without an end, a start heard of", heardFrom(TEN), resolve(TEN), soon,
                        "resolved"),
                delivery("A2: resolve by a sender whose clock is right of what began in the future", firing(TWELVE,
                        ELEVEN),
                        ALERT.since(TEN).until(ELEVEN.plusSeconds(30)).resolved(), soon, "resolved"),
                delivery("A2: next occurrence after one that began in the future", resolved(TWELVE, ELEVEN), fire(
                        ELEVEN.plusSeconds(30)), soon, "refired"),
                delivery("resolve of what fires", firing(ELEVEN), resolve(ELEVEN), soon, "resolved"),
                delivery("transition to resolved, later", firing(ELEVEN), resolve(TWELVE), TWELVE, "resolved"),
                delivery("resolve of an earlier occurrence", firing(ELEVEN), resolve(TEN), soon, "late"),
                delivery("resolve of an earlier occurrence that ended before", firing(ELEVEN),
                        ALERT.since(TEN).until(ELEVEN.minusSeconds(1)).resolved(), soon, "late"),
                delivery("resolve with an earlier start that ended after", firing(ELEVEN),
                        ALERT.since(TEN).until(ELEVEN.plusSeconds(1)).resolved(), soon, "resolved"),
                delivery("fire after its own resolve", resolved(ELEVEN), fire(ELEVEN), soon, "late"),
                delivery("fire of an earlier occurrence after a resolve", resolved(ELEVEN), fire(TEN), soon, "late"),
                delivery("fire of an earlier occurrence, long after", resolved(ELEVEN), fire(TEN),
                        ELEVEN.plusSeconds(7200), "refired"),
                delivery("next occurrence", resolved(ELEVEN), fire(TWELVE), TWELVE, "refired"),
                delivery("same occurrence at the end of the stragglers", resolved(ELEVEN), fire(ELEVEN),
                        ELEVEN.plus(Dedup.STRAGGLERS), "late"),
                delivery("same occurrence after the stragglers", resolved(ELEVEN), fire(ELEVEN),
                        ELEVEN.plus(Dedup.STRAGGLERS).plusMillis(1), "refired"),
                delivery("second resolve", resolved(ELEVEN), resolve(ELEVEN), soon, "repeat"),
                delivery("resolve of an earlier occurrence after a resolve", resolved(ELEVEN), resolve(TEN), soon,
                        "late"),
                Arguments.of("repeat while the incident is resolved", firing(ELEVEN), fire(ELEVEN), soon,
                        AlertIncidentState.RESOLVED, "repeat-after-resolve"),
                Arguments.of("later start while the incident is resolved", firing(ELEVEN), fire(TWELVE), TWELVE,
                        AlertIncidentState.RESOLVED, "still-firing"),
                Arguments.of("A2: a start that moved before moves on while the incident is resolved", heardFrom(TEN),
                        fire(
                                TWELVE), TWELVE, AlertIncidentState.RESOLVED, "repeat-after-resolve"),
                Arguments.of("repeat when the incident is gone", firing(ELEVEN), fire(ELEVEN), soon,
                        AlertIncidentState.GONE,
                        "still-firing"),
                delivery("status of a newer version", firing(ELEVEN), ALERT.since(ELEVEN).in(AlertStatus.UNKNOWN),
                        soon, "unreadable-status"));
    }

    @Test
    void shouldCountOccurrencesAndKeepTheState() {
        var fresh = (Fresh) decide(unknown(), fire(TEN), TEN);
        var resolved = (Resolved) decide(Optional.of(in(fresh.next(), "incident-1")), resolve(TEN), ELEVEN);
        var refired = (Refired) decide(Optional.of(resolved.next()), fire(TWELVE), TWELVE);

        assertThat(fresh.next().getOccurrences()).isEqualTo(1);
        assertThat(refired.next().getOccurrences()).isEqualTo(2);
        assertThat(refired.next().getFirstSeen()).isEqualTo(TEN);
        assertThat(refired.next().getLastSeen()).isEqualTo(TWELVE);
        assertThat(refired.next().getStartsAt()).isEqualTo(TWELVE);
        assertThat(refired.next().getIncidentId()).isEqualTo("incident-1");
    }

    @Test
    void shouldNoteARepeatAtMostEveryThirtySeconds() {
        var early = (Repeat) decide(firing(ELEVEN), fire(ELEVEN), ELEVEN.plusMillis(29_999));
        var later = (Repeat) decide(firing(ELEVEN), fire(ELEVEN), ELEVEN.plusSeconds(30));

        assertThat(early.noted()).isEmpty();
        assertThat(later.noted()).hasValueSatisfying(state -> assertThat(state.getRepeats()).isEqualTo(1));
    }

    @Test
    void shouldNotAskForTheIncidentWhenARepeatIsNotNoted() {
        RepeatContext nobodyAsks = _ -> {
            throw new AssertionError("costs a read of the incident");
        };

        var decision = Dedup.decide(firing(ELEVEN), fire(ELEVEN), "payments", ELEVEN.plusSeconds(1),
                nobodyAsks);

        assertThat(decision.outcome()).isEqualTo("repeat");
    }

    @Test
    void shouldMoveTheStartAtOnce() {
        var repeat = (Repeat) decide(firing(ELEVEN), fire(ELEVEN.plusSeconds(5)), ELEVEN.plusSeconds(6));

        assertThat(repeat.noted()).hasValueSatisfying(
                state -> assertThat(state.getStartsAt()).isEqualTo(ELEVEN.plusSeconds(5)));
    }

    @Test
    void shouldKeepTheLaterStartWhenAnEarlierOneEndsIt() {
        var resolved = (Resolved) decide(firing(ELEVEN), ALERT.since(TEN).until(TWELVE).resolved(), TWELVE);

        assertThat(resolved.next().getStartsAt()).isEqualTo(ELEVEN);
        assertThat(resolved.next().getStatus()).isEqualTo(AlertStatus.RESOLVED);
    }

    @Test
    void shouldRememberAResolveThatCameFirst() {
        var first = (ResolvedBeforeSeen) decide(unknown(), resolve(TEN), ELEVEN);

        var late = decide(Optional.of(first.next()), fire(TEN), ELEVEN.plusSeconds(1));

        assertThat(late.outcome()).isEqualTo("late");
        assertThat(first.next().getOccurrences()).isZero();
    }

    private static DedupDecision decide(Optional<AlertState> known, Alert delivery, Instant now) {
        return Dedup.decide(known, delivery, "payments", now, _ -> AlertIncidentState.RUNNING);
    }

    private static Arguments delivery(String name, Optional<AlertState> known, Alert delivery, Instant now,
            String outcome) {
        return Arguments.of(name, known, delivery, now, AlertIncidentState.RUNNING, outcome);
    }

    private static Alert fire(Instant since) {
        return ALERT.since(since).firing();
    }

    private static Alert resolve(Instant since) {
        return ALERT.since(since).resolved();
    }

    private static Optional<AlertState> unknown() {
        return Optional.empty();
    }

    private static Optional<AlertState> firing(Instant since) {
        return firing(since, since);
    }

    private static Optional<AlertState> firing(Instant since, Instant seen) {
        return Optional.of(AlertState.newBuilder(state(AlertStatus.FIRING, since)).setLastSeen(seen).build());
    }

    /** Fires since eleven, and one of its senders counts it from an earlier moment. */
    private static Optional<AlertState> heardFrom(Instant earliest) {
        return firing(ELEVEN).map(state -> AlertState.newBuilder(state).setEarliestStartsAt(earliest).build());
    }

    private static Optional<AlertState> expired(Instant since) {
        return resolved(since).map(state -> AlertState.newBuilder(state).setExpiring(true).build());
    }

    private static Optional<AlertState> resolved(Instant since, Instant seen) {
        return resolved(since).map(state -> AlertState.newBuilder(state).setLastSeen(seen).build());
    }

    private static Optional<AlertState> resolved(Instant since) {
        return Optional.of(state(AlertStatus.RESOLVED, since));
    }

    private static AlertState state(AlertStatus status, Instant since) {
        return AlertState.newBuilder().setIdentity("prom:db-1").setStatus(status).setStartsAt(since)
                .setFirstSeen(since).setLastSeen(since).setOccurrences(1).setRepeats(0).setIncidentId("incident-1")
                .setRound(1).setContent(ContentDigest.digest(fire(since))).setGrade("critical/").build();
    }

    private static AlertState in(AlertState state, String incidentId) {
        return AlertState.newBuilder(state).setIncidentId(incidentId).build();
    }

    private static Optional<AlertState> called(String grade) {
        return firing(ELEVEN).map(state -> AlertState.newBuilder(state).setGrade(grade).setContent(ContentDigest.digest(
                grade(
                        grade.replace("/", "")))).build());
    }

    private static Alert grade(String severity) {
        return ALERT.since(ELEVEN).label("severity", severity).firing();
    }
}
