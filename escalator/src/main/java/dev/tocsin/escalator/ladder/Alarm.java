package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.ladder.LadderDecision.Exhausted;
import dev.tocsin.escalator.ladder.LadderDecision.Listed;
import dev.tocsin.escalator.ladder.LadderDecision.Tell;
import dev.tocsin.escalator.ladder.LadderDecision.Unlisted;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.alert.OwnAlert;
import dev.tocsin.schemas.time.Durations;

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
        if (footing.ladder().conduct().digest() && !isList(ascent) && Unheard.isAnybodyReached(row)) {
            row.setAlarms(1).setListed(true);
            Unheard.nobody(row);
            ascent.decide(new Listed(row.getLadder()));
            return;
        }
        tell(ascent, footing, why, end.dueAt());
        row.setAlarmAt(footing.ladder().conduct().alarmEvery().map(ascent.now()::plus).orElse(null));
    }

    /** Still nobody answered. What was missed, in an outage or while it was held back, is not told after it. */
    void repeat(Ascent ascent, Footing footing) {
        var row = ascent.row();
        var since = Schedule.beganAt(row);
        var dueAt = Optional.ofNullable(row.getAlarmAt()).orElse(ascent.now());
        tell(ascent, footing, "still " + unanswered(ascent) + ", " + Durations.inWords(Duration.between(since, ascent
                .now()))
                + " after ladder " + row.getLadder() + " began; this was told " + times(row.getAlarms()) + " before",
                dueAt);
        row.setAlarmAt(footing.ladder().conduct().alarmEvery().map(every -> next(dueAt, every, ascent.now())).orElse(
                null));
        ascent.timerChanged();
    }

    /** Nobody was reached on the whole way up, and the ladder will begin again: somebody else is told before it does. */
    void warn(Ascent ascent, Footing footing) {
        var row = ascent.row();
        say(ascent, footing, List.of("not one page of ladder " + row.getLadder() + " has reached anybody: " + Unheard
                .reason(row).orElse("its pages failed") + "; it is climbed again in " + Durations.inWords(Schedule.of(
                        footing
                                .ladder(), row).pause())),
                "unreached/" + row.getClimb() + "/" + row.getRepetition(), Duration.ZERO);
        Unheard.nobody(row);
    }

    /** Those who were to hear the alarm could not be told: others are, as long as there are others. */
    void unheard(Ascent ascent, Footing footing) {
        var row = ascent.row();
        var failed = Unheard.failed(row);
        if (footing.alarmed(ascent.now(), failed).without(failed).isEmpty()) {
            return;
        }
        tell(ascent, footing, "nobody could be told that " + unanswered(ascent) + ": " + Unheard.words(row.getTold()
                .stream().filter(one -> !one.getFailure().isEmpty()).toList()), ascent.now());
        ascent.timerChanged();
    }

    /** What nobody answered is over, or begins anew: it is taken off the list. */
    static void unlist(Ascent ascent) {
        if (ascent.row().getListed()) {
            ascent.row().setListed(false);
            ascent.decide(new Unlisted(ascent.row().getLadder()));
        }
    }

    /** What lists others is not listed itself. */
    private static boolean isList(Ascent ascent) {
        return ascent.incident().getServiceKey().equals(OwnAlert.UNANSWERED.service());
    }

    private static Instant next(Instant last, Duration every, Instant now) {
        return last.plus(every.multipliedBy(Duration.between(last, now).dividedBy(every) + 1));
    }

    private void tell(Ascent ascent, Footing footing, String why, Instant dueAt) {
        var row = ascent.row();
        var late = dueAt.plus(lateAfter).isBefore(ascent.now())
                ? Duration.between(dueAt, ascent.now())
                : Duration.ZERO;
        say(ascent, footing, late.isPositive() ? List.of(why, "late by " + Durations.inWords(late)) : List.of(why),
                "exhausted/" + row.getClimb() + "/" + row.getAlarms(), late);
        row.setAlarms(row.getAlarms() + 1);
    }

    private static void say(Ascent ascent, Footing footing, List<String> why, String occasion, Duration late) {
        var row = ascent.row();
        var reached = footing.alarmed(ascent.now(), Unheard.failed(row));
        var others = Answers.soFar(ascent.incident()).withoutThem(reached.told());
        var alarmed = others.isEmpty() ? reached.told() : others;
        var reasons = new ArrayList<>(why);
        reasons.addAll(1, reached.remarks());
        for (var told : alarmed) {
            ascent.decide(new Tell(told, NotificationKind.LADDER_EXHAUSTED, ascent.incident(), row.getClimb(),
                    Destinations.besides(told, Stream.concat(row.getTold().stream(), alarmed.stream())), String.join(
                            "; ", reasons), occasion, late));
        }
        ascent.told(alarmed);
        Unheard.wait(ascent, footing.thatCount(alarmed), occasion);
    }

    private static String why(Ascent ascent, Step end) {
        var row = ascent.row();
        var unreached = Unheard.reason(row);
        if (unreached.isPresent()) {
            return unreached.get() + (Unheard.isAnybodyReached(row)
                    ? ", and " + unanswered(ascent)
                    : ", and by no other step of ladder " + row.getLadder());
        }
        return row.getTold().isEmpty() && Answers.soFar(ascent.incident()).areNone()
                ? "no step of ladder " + row.getLadder() + " is for this incident, so nobody was paged"
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
