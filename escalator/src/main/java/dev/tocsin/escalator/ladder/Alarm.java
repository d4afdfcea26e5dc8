package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.ladder.LadderDecision.Exhausted;
import dev.tocsin.escalator.ladder.LadderDecision.Tell;
import dev.tocsin.event.NotificationKind;

/**
 * Nobody answered: an alarm of its own, to those whom the ladder names for it, else to its last rung; told again as often
 * as the ladder says, for as long as nobody answers.
 */
final class Alarm {

    private final Duration lateAfter;

    Alarm(Duration lateAfter) {
        this.lateAfter = lateAfter;
    }

    /** The ladder has come to its end. */
    void raise(Ascent ascent, Footing footing, Step end) {
        var row = ascent.row();
        var why = why(ascent, end);
        row.setNextRung(end.rung()).setRepetition(end.repetition());
        ascent.decide(new Exhausted(row.getLadder(), end.repetition(), why));
        ascent.await(Optional.empty());
        tell(ascent, footing, why, end.dueAt());
        row.setAlarmAt(footing.ladder().conduct().alarmEvery().map(ascent.now()::plus).orElse(null));
    }

    /** Still nobody answered. What was missed, in an outage or while it was held back, is not told after it. */
    void repeat(Ascent ascent, Footing footing) {
        var row = ascent.row();
        var since = Schedule.beganAt(row);
        var dueAt = Optional.ofNullable(row.getAlarmAt()).orElse(ascent.now());
        tell(ascent, footing, "still " + unanswered(ascent) + ", " + Wording.of(Duration.between(since, ascent.now()))
                + " after ladder " + row.getLadder() + " began; this was told " + times(row.getAlarms()) + " before",
                dueAt);
        row.setAlarmAt(footing.ladder().conduct().alarmEvery().map(every -> next(dueAt, every, ascent.now())).orElse(
                null));
        ascent.timerChanged();
    }

    private static Instant next(Instant last, Duration every, Instant now) {
        return last.plus(every.multipliedBy(Duration.between(last, now).dividedBy(every) + 1));
    }

    private void tell(Ascent ascent, Footing footing, String why, Instant dueAt) {
        var row = ascent.row();
        var late = dueAt.plus(lateAfter).isBefore(ascent.now())
                ? Duration.between(dueAt, ascent.now())
                : Duration.ZERO;
        var reached = footing.alarmed(ascent.now());
        var others = Answers.soFar(ascent.incident()).withoutThem(reached.told());
        var alarmed = others.isEmpty() ? reached.told() : others;
        var reasons = new ArrayList<>(List.of(why));
        reasons.addAll(reached.remarks());
        if (late.isPositive()) {
            reasons.add("late by " + Wording.of(late));
        }
        var occasion = "exhausted/" + row.getClimb() + "/" + row.getAlarms();
        for (var told : alarmed) {
            ascent.decide(new Tell(told, NotificationKind.LADDER_EXHAUSTED, ascent.incident(), row.getClimb(),
                    Destinations.besides(told, Stream.concat(row.getTold().stream(), alarmed.stream())), String.join(
                            "; ", reasons), occasion, late));
        }
        row.setAlarms(row.getAlarms() + 1);
        ascent.told(alarmed);
    }

    private static String why(Ascent ascent, Step end) {
        var row = ascent.row();
        return row.getTold().isEmpty() && Answers.soFar(ascent.incident()).areNone()
                ? "no rung of ladder " + row.getLadder() + " is for this incident, so nobody was paged"
                : "ladder " + row.getLadder() + " was climbed " + times(end.repetition() + 1) + " and "
                        + unanswered(ascent);
    }

    private static String unanswered(Ascent ascent) {
        var answers = Answers.soFar(ascent.incident());
        return answers.areNone() ? "nobody acknowledged" : "only " + answers.words();
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
