package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.decision.LadderDecision.Exhausted;
import dev.tocsin.escalator.decision.LadderDecision.Listed;
import dev.tocsin.escalator.decision.LadderDecision.Tell;
import dev.tocsin.escalator.decision.LadderDecision.Unlisted;
import dev.tocsin.escalator.decision.StepTime;
import dev.tocsin.escalator.recipient.Destinations;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.alert.OwnAlert;
import dev.tocsin.schemas.time.Durations;

/**
 * The alarm of an exhausted ladder: sent to those whom the ladder names for it, else to its last step, and repeated until somebody acknowledges.
 */
final class ExhaustedLadder {

    private final Duration lateAfter;

    ExhaustedLadder(Duration lateAfter) {
        this.lateAfter = lateAfter;
    }

    /** Raises the alarm at the end of the ladder. */
    void raise(EscalationDraft ascent, LadderInForce footing, StepTime end) {
        var row = ascent.row();
        var why = why(ascent, end);
        row.setNextRung(end.rung()).setRepetition(end.repetition());
        ascent.decide(new Exhausted(row.getLadder(), end.repetition(), why));
        ascent.await(Optional.empty());
        if (footing.ladder().conduct().digest() && !isList(ascent) && UndeliveredPages.isAnybodyReached(row)) {
            row.setAlarms(1).setListed(true);
            UndeliveredPages.nobody(row);
            ascent.decide(new Listed(row.getLadder()));
            return;
        }
        tell(ascent, footing, why, end.dueAt());
        row.setAlarmAt(footing.ladder().conduct().alarmEvery().map(ascent.now()::plus).orElse(null));
    }

    /** Repeats the alarm. Repetitions missed in an outage or while suppressed are not sent later. */
    void repeat(EscalationDraft ascent, LadderInForce footing) {
        var row = ascent.row();
        var since = StepTimes.beganAt(row);
        var dueAt = Optional.ofNullable(row.getAlarmAt()).orElse(ascent.now());
        tell(ascent, footing, stillUnanswered(ascent) + " " + Durations.inWords(Duration.between(since, ascent.now()))
                + " after ladder " + row.getLadder() + " started; notified " + times(row.getAlarms()) + " before",
                dueAt);
        row.setAlarmAt(footing.ladder().conduct().alarmEvery().map(every -> next(dueAt, every, ascent.now())).orElse(
                null));
        ascent.timerChanged();
    }

    /** No page of the ladder was delivered: raises the alarm before the ladder starts again. */
    void warn(EscalationDraft ascent, LadderInForce footing) {
        var row = ascent.row();
        say(ascent, footing, List.of("no page of ladder " + row.getLadder() + " reached anyone: "
                + UndeliveredPages
                        .reason(row).orElse("all pages failed") + "; the ladder starts again in " + Durations.inWords(
                                StepTimes.of(
                                        footing
                                                .ladder(), row).pause())),
                "unreached/" + row.getClimb() + "/" + row.getRepetition(), Duration.ZERO);
        UndeliveredPages.nobody(row);
    }

    /** The alarm reached nobody: sends it to others, if there are any. */
    void unheard(EscalationDraft ascent, LadderInForce footing) {
        var row = ascent.row();
        var failed = UndeliveredPages.failed(row);
        if (footing.alarmed(ascent.now(), failed).without(failed).isEmpty()) {
            return;
        }
        tell(ascent, footing, unanswered(ascent) + ", and the alarm reached nobody: " + UndeliveredPages.words(row
                .getTold()
                .stream().filter(one -> !one.getFailure().isEmpty()).toList()), ascent.now());
        ascent.timerChanged();
    }

    /** Removes the incident from the digest. */
    static void unlist(EscalationDraft ascent) {
        if (ascent.row().getListed()) {
            ascent.row().setListed(false);
            ascent.decide(new Unlisted(ascent.row().getLadder()));
        }
    }

    /** Whether the incident is the digest itself. */
    private static boolean isList(EscalationDraft ascent) {
        return ascent.incident().getServiceKey().equals(OwnAlert.UNANSWERED.service());
    }

    private static Instant next(Instant last, Duration every, Instant now) {
        return last.plus(every.multipliedBy(Duration.between(last, now).dividedBy(every) + 1));
    }

    private void tell(EscalationDraft ascent, LadderInForce footing, String why, Instant dueAt) {
        var row = ascent.row();
        var late = dueAt.plus(lateAfter).isBefore(ascent.now())
                ? Duration.between(dueAt, ascent.now())
                : Duration.ZERO;
        say(ascent, footing, late.isPositive() ? List.of(why, "late by " + Durations.inWords(late)) : List.of(why),
                "exhausted/" + row.getClimb() + "/" + row.getAlarms(), late);
        row.setAlarms(row.getAlarms() + 1);
    }

    private static void say(EscalationDraft ascent, LadderInForce footing, List<String> why, String occasion,
            Duration late) {
        var row = ascent.row();
        var reached = footing.alarmed(ascent.now(), UndeliveredPages.failed(row));
        var others = Acknowledgements.soFar(ascent.incident()).withoutThem(reached.told());
        var alarmed = others.isEmpty() ? reached.told() : others;
        var reasons = new ArrayList<>(why);
        reasons.addAll(1, reached.remarks());
        for (var told : alarmed) {
            ascent.decide(new Tell(told, NotificationKind.LADDER_EXHAUSTED, ascent.incident(), row.getClimb(),
                    Destinations.besides(told, Stream.concat(row.getTold().stream(), alarmed.stream())), String.join(
                            "; ", reasons), occasion, late));
        }
        ascent.told(alarmed);
        UndeliveredPages.wait(ascent, footing.thatCount(alarmed), occasion);
    }

    private static String why(EscalationDraft ascent, StepTime end) {
        var row = ascent.row();
        var unreached = UndeliveredPages.reason(row);
        if (unreached.isPresent()) {
            return unreached.get() + (UndeliveredPages.isAnybodyReached(row)
                    ? ", and " + unanswered(ascent)
                    : ", and no other step of ladder " + row.getLadder() + " reached anyone");
        }
        return row.getTold().isEmpty() && Acknowledgements.soFar(ascent.incident()).areNone()
                ? "no step of ladder " + row.getLadder() + " applies to this incident, so nobody was paged"
                : "ladder " + row.getLadder() + " ran " + times(end.repetition() + 1) + " and " + unanswered(ascent);
    }

    private static String unanswered(EscalationDraft ascent) {
        var answers = Acknowledgements.soFar(ascent.incident());
        return answers.areNone() ? "nobody acknowledged" : "only " + answers.words();
    }
    private static String stillUnanswered(EscalationDraft ascent) {
        var answers = Acknowledgements.soFar(ascent.incident());
        return answers.areNone() ? "still unacknowledged" : "still only " + answers.words();
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
