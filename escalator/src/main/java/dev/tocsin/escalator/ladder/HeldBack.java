package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.tocsin.escalator.ladder.LadderDecision.Held;
import dev.tocsin.escalator.ladder.LadderDecision.Released;
import dev.tocsin.event.Incident;
import dev.tocsin.state.Escalation;

/** What becomes of steps while nobody is to be paged: a storm, a silence, a parent, or the first seconds of an incident. */
final class HeldBack {

    private HeldBack() {}

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

    /** Whether a ladder that waits for its first page waits for another moment now, or for none. */
    static boolean waitsAnew(Escalation row, Incident incident, Instant now) {
        return row.getStartedAt().isAfter(now)
                && !row.getIncident().getPageNotBefore().equals(incident.getPageNotBefore());
    }

    /** The step that is due stays where it is, and no clock runs. */
    static Turn hold(Escalation row, Footing footing, Instant now) {
        return new Turn(Escalation.newBuilder(row).setNextDueAt(null).setHeldAt(now).setGeneration(row
                .getGeneration() + 1).build(),
                List.of(new Held(row.getLadder(), next(row, footing), row.getIncident().getSuppressedBy())));
    }

    /** The step that was held is due now; the whole ladder moves by the time that it was held. */
    static Turn release(Escalation row, Footing footing, Instant now) {
        var step = next(row, footing);
        var moved = row.getStartedAt().plus(Duration.between(step.dueAt(), now));
        var released = new Step(step.repetition(), step.rung(), now);
        return new Turn(Escalation.newBuilder(row).setStartedAt(moved).setHeldAt(null).build(),
                List.of(new Released(row.getLadder(), released)));
    }

    private static Step next(Escalation row, Footing footing) {
        return new Schedule(footing.ladder(), row.getStartedAt()).step(row.getRepetition(), Math.min(row
                .getNextRung(), footing.ladder().rungs().size() + 1));
    }
}
