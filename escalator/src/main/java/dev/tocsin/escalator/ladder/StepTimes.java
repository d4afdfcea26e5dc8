package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.escalator.decision.StepTime;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.state.Escalation;

/**
 * When each step of a ladder is due. All times follow from the start, so one late step never moves the next.
 *
 * @param startedAt
 *            what the first way up is measured from
 * @param beganAt
 *            before this, no step was due
 */
public record StepTimes(Ladder ladder, Instant startedAt, Instant beganAt) {

    /** How long the last rung has to answer where the ladder does not say it. */
    static final Duration PAUSE = Duration.ofMinutes(5);

    /** Of a ladder that begins at its first rung. */
    public StepTimes(Ladder ladder, Instant startedAt) {
        this(ladder, startedAt, startedAt);
    }

    static StepTimes of(Ladder ladder, Escalation.Builder row) {
        return new StepTimes(ladder, row.getStartedAt(), beganAt(row));
    }

    static Instant beganAt(Escalation.Builder row) {
        return Optional.ofNullable(row.getBeganAt()).orElse(row.getStartedAt());
    }

    /** The first rung of the first way up. */
    public StepTime first() {
        return step(0, 1);
    }

    /** What the row waits for: its next rung, or the end where the ladder has no such rung any more. */
    StepTime next(Escalation.Builder row) {
        return step(row.getRepetition(), Math.min(row.getNextRung(), rungs() + 1));
    }

    /** The step, with the instant it is due. */
    public StepTime step(int repetition, int rung) {
        var after = rung > rungs() ? last().plus(pause()) : ladder.rungs().get(rung - 1).after();
        var measured = startedAt.plus(last().plus(pause()).multipliedBy(repetition)).plus(after);
        return new StepTime(repetition, rung, measured.isBefore(beganAt) ? beganAt : measured);
    }

    /** Moves the ladder of a row so that a step is due earlier than it would be, and those after it as much earlier. */
    void bring(Escalation.Builder row, StepTime step, Instant dueAt) {
        if (step.dueAt().isAfter(dueAt)) {
            row.setStartedAt(startedAt.minus(Duration.between(dueAt, step.dueAt()))).setBeganAt(beganAt);
        }
    }

    /** What comes after it; nothing after the end. */
    public Optional<StepTime> after(StepTime step) {
        if (isEnd(step)) {
            return Optional.empty();
        }
        return Optional.of(step.rung() == rungs() && step.repetition() < ladder.repeat()
                ? step(step.repetition() + 1, 1)
                : step(step.repetition(), step.rung() + 1));
    }

    /** Whether nobody is left to be paged. */
    public boolean isEnd(StepTime step) {
        return step.rung() > rungs();
    }

    /** How long the last rung has to answer, before the next repetition or before the ladder is exhausted. */
    public Duration pause() {
        return ladder.repeatAfter().isPositive() ? ladder.repeatAfter() : PAUSE;
    }

    private Duration last() {
        return ladder.rungs().getLast().after();
    }

    private int rungs() {
        return ladder.rungs().size();
    }
}
