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

/** What becomes of steps while nobody is to be paged: a storm, a silence, a parent, or the first seconds of an incident. */
final class SuspendedLadder {

    /** A first page waits no longer than this for what was not read yet, though the log is read on: in doubt, page. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** So long word of a storm takes on a quiet system. */
    private static final Duration WORD_TAKES = Duration.ofSeconds(2);

    private SuspendedLadder() {}

    static boolean isHeldBack(Incident incident) {
        return !incident.getSuppressedBy().isEmpty();
    }

    /**
     * When a ladder starts. What waits for its first page waits that long from when it is seen, not from when it was
     * written: in a storm both lie apart, and what folds it comes as late as itself. What is later than that is late.
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
     * Whether the ladder starts with a first page of its round, which a storm may take back; when it starts again, somebody
     * had the incident already, or it got worse.
     *
     * @param because
     *            why it starts again; empty for the first of a round
     */
    static boolean waitsForAStorm(Incident incident, String because) {
        return because.isEmpty() && incident.getPageNotBefore().isPresent();
    }

    /**
     * Whether a first page that waited for word of a storm must wait on, because that word may stand in the log unread. In
     * a storm the log falls behind, and no time that is set beforehand is long enough. It waits for word of what was
     * written until the last part of its wait, in which word comes on a quiet system. How long it waited is not asked: a
     * snapshot that came since may say that it should have waited longer.
     *
     * @param firstLook
     *            when it came up as due
     */
    static boolean mayBeFoldedYet(Escalation row, Backlog backlog, Instant firstLook, Instant now) {
        var incident = row.getIncident();
        if (row.getNextRung() > 1 || row.getRepetition() > 0 || !waitsForAStorm(incident, row.getBecause())
                || isHeldBack(incident) || !Moments.hasCome(row.getNextDueAt(), now) || !now.isBefore(firstLook.plus(
                        LONGEST))) {
            return false;
        }
        return incident.getPageNotBefore().map(at -> Duration.between(incident.getRoundStartedAt(), at).dividedBy(2))
                .map(half -> half.compareTo(WORD_TAKES) < 0 ? half : WORD_TAKES)
                .filter(quiet -> backlog.mayHoldWordOf(firstLook.minus(quiet))).isPresent();
    }

    /** Whether a ladder that waits for its first page waits for another moment now, or for none. */
    static boolean waitsAnew(Escalation.Builder row, Incident before, Incident after, Instant now) {
        return StepTimes.beganAt(row).isAfter(now) && !before.getPageNotBefore().equals(after.getPageNotBefore());
    }

    /** What is due, a step or the alarm, stays where it is, and no clock runs. */
    static void hold(EscalationDraft ascent, LadderInForce footing) {
        var row = ascent.row();
        ascent.decide(new Held(row.getLadder(), StepTimes.of(footing.ladder(), row).next(row), what(row, footing),
                ascent.incident().getSuppressedBy()));
        row.setHeldAt(ascent.now()).setAlarmAt(null);
        ascent.await(Optional.empty());
    }

    /** What was held is due now; the whole ladder moves by the time that it was held. */
    static void release(EscalationDraft ascent, LadderInForce footing) {
        var row = ascent.row();
        var step = StepTimes.of(footing.ladder(), row).next(row);
        var moved = Duration.between(step.dueAt(), ascent.now());
        row.setStartedAt(row.getStartedAt().plus(moved)).setHeldAt(null);
        Optional.ofNullable(row.getBeganAt()).ifPresent(at -> row.setBeganAt(at.plus(moved)));
        ascent.decide(new Released(row.getLadder(), new StepTime(step.repetition(), step.rung(), ascent.now()), what(
                row,
                footing)));
    }

    private static String what(Escalation.Builder row, LadderInForce footing) {
        return row.getNextRung() > footing.ladder().rungs().size()
                ? "the alarm that nobody answered"
                : "step " + row.getNextRung();
    }
}
