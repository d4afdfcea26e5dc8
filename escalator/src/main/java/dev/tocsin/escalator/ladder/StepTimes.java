package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.escalator.decision.StepTime;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.state.Escalation;

/**
 * Due times of the steps of a ladder. All of them follow from the start, so a late step never delays the next.
 *
 * @param startedAt
 *            start of the first repetition
 * @param beganAt
 *            earliest time of any step
 */
public record StepTimes(Ladder ladder, Instant startedAt, Instant beganAt) {

    /** Default time to acknowledge after the last step. */
    static final Duration PAUSE = Duration.ofMinutes(5);

    /** For a ladder that starts at its first step. */
    public StepTimes(Ladder ladder, Instant startedAt) {
        this(ladder, startedAt, startedAt);
    }

    static StepTimes of(Ladder ladder, Escalation.Builder row) {
        return new StepTimes(ladder, row.getStartedAt(), beganAt(row));
    }

    static Instant beganAt(Escalation.Builder row) {
        return Optional.ofNullable(row.getBeganAt()).orElse(row.getStartedAt());
    }

    /** The first step of the first repetition. */
    public StepTime first() {
        return step(0, 1);
    }

    /** The next step of the row, or the end if the ladder no longer has that step. */
    StepTime next(Escalation.Builder row) {
        return step(row.getRepetition(), Math.min(row.getNextRung(), rungs() + 1));
    }

    /** The step with its due time. */
    public StepTime step(int repetition, int rung) {
        var after = rung > rungs() ? last().plus(pause()) : ladder.rungs().get(rung - 1).after();
        var measured = startedAt.plus(last().plus(pause()).multipliedBy(repetition)).plus(after);
        return new StepTime(repetition, rung, measured.isBefore(beganAt) ? beganAt : measured);
    }

    /** Moves a step and all later ones forward. */
    void moveForward(Escalation.Builder row, StepTime step, Instant dueAt) {
        if (step.dueAt().isAfter(dueAt)) {
            row.setStartedAt(startedAt.minus(Duration.between(dueAt, step.dueAt()))).setBeganAt(beganAt);
        }
    }

    /** The following step; empty after the end. */
    public Optional<StepTime> after(StepTime step) {
        if (isEnd(step)) {
            return Optional.empty();
        }
        return Optional.of(step.rung() == rungs() && step.repetition() < ladder.repeat()
                ? step(step.repetition() + 1, 1)
                : step(step.repetition(), step.rung() + 1));
    }

    /** Whether the step is the end of the ladder. */
    public boolean isEnd(StepTime step) {
        return step.rung() > rungs();
    }

    /** Time to acknowledge after the last step, before the next repetition or the end. */
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
