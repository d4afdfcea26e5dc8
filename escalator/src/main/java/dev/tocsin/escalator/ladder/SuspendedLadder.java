package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.escalator.backlog.Backlog;
import dev.tocsin.escalator.decision.LadderDecision.Held;
import dev.tocsin.escalator.decision.LadderDecision.Released;
import dev.tocsin.escalator.decision.StepTime;
import dev.tocsin.escalator.timer.Moments;
import dev.tocsin.event.Incident;
import dev.tocsin.state.Escalation;

/** Suspends and resumes a ladder while paging is suppressed: storm, silence, parent, or the first seconds of an incident. */
final class SuspendedLadder {

    /** Longest wait of a first page for unread records: when in doubt, page. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Time from a storm to its declaration in an idle system. */
    private static final Duration WORD_TAKES = Duration.ofSeconds(2);

    private SuspendedLadder() {}

    static boolean isHeldBack(Incident incident) {
        return !incident.getSuppressedBy().isEmpty();
    }

    /**
     * When a ladder starts. The wait before a first page counts from when the snapshot is read, not from when it was written: in a storm the reader lags, and the storm declaration lags equally.
     *
     * @param since
     *            what the ladder is measured from, by the log's time
     */
    static Instant start(Incident incident, Instant since, Instant now, Duration lateAfter) {
        var onTime = since.isBefore(now) ? since : now;
        return incident.getPageNotBefore().map(at -> Duration.between(since, at)).filter(Duration::isPositive)
                .map(wait -> onTime.plus(lateAfter).isBefore(now) ? onTime.plus(wait) : now.plus(wait)).orElse(onTime);
    }

    /**
     * Whether the ladder starts with the first page of its round, which a storm may make unnecessary. A restarted ladder does not wait.
     *
     * @param because
     *            why it starts again; empty for the first of a round
     */
    static boolean waitsForAStorm(Incident incident, String because) {
        return because.isEmpty() && incident.getPageNotBefore().isPresent();
    }

    /**
     * Whether a due first page must wait longer because a storm declaration may be unread. In a storm the readers lag, so a fixed wait is not enough. The page waits for records written until shortly before it was due; how long it has waited does not matter, because a later snapshot may extend the wait.
     *
     * @param firstLook
     *            when it was first found due
     */
    static boolean mustWaitForStorm(Escalation row, Backlog backlog, Instant firstLook, Instant now) {
        var incident = row.getIncident();
        if (row.getNextRung() > 1 || row.getRepetition() > 0 || !waitsForAStorm(incident, row.getBecause())
                || isHeldBack(incident) || !Moments.hasCome(row.getNextDueAt(), now) || !now.isBefore(firstLook.plus(
                        LONGEST))) {
            return false;
        }
        return incident.getPageNotBefore().map(at -> Duration.between(incident.getRoundStartedAt(), at).dividedBy(2))
                .map(half -> half.compareTo(WORD_TAKES) < 0 ? half : WORD_TAKES)
                .filter(quiet -> backlog.mayHoldStormSince(firstLook.minus(quiet))).isPresent();
    }

    /** Whether the start time of a waiting ladder changed. */
    static boolean waitsAnew(Escalation.Builder row, Incident before, Incident after, Instant now) {
        return StepTimes.beganAt(row).isAfter(now) && !before.getPageNotBefore().equals(after.getPageNotBefore());
    }

    /** Suspends the due step or alarm. */
    static void hold(EscalationDraft draft, ActiveLadder activeLadder) {
        var row = draft.row();
        draft.decide(new Held(row.getLadder(), StepTimes.of(activeLadder.ladder(), row).next(row), what(row,
                activeLadder),
                draft.incident().getSuppressedBy()));
        row.setHeldAt(draft.now()).setAlarmAt(null);
        draft.await(Optional.empty());
    }

    /** Resumes the suspended step now and moves all later steps by the suspended time. */
    static void release(EscalationDraft draft, ActiveLadder activeLadder) {
        var row = draft.row();
        var step = StepTimes.of(activeLadder.ladder(), row).next(row);
        var moved = Duration.between(step.dueAt(), draft.now());
        row.setStartedAt(row.getStartedAt().plus(moved)).setHeldAt(null);
        Optional.ofNullable(row.getBeganAt()).ifPresent(at -> row.setBeganAt(at.plus(moved)));
        draft.decide(new Released(row.getLadder(), new StepTime(step.repetition(), step.rung(), draft.now()), what(
                row,
                activeLadder)));
    }

    private static String what(Escalation.Builder row, ActiveLadder activeLadder) {
        return row.getNextRung() > activeLadder.ladder().rungs().size()
                ? "the alarm"
                : "step " + row.getNextRung();
    }
}
