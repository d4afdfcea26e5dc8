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

    private final ContactSteps contacts;
    private final Duration lateAfter;

    ExhaustedLadder(ContactSteps contacts, Duration lateAfter) {
        this.contacts = contacts;
        this.lateAfter = lateAfter;
    }

    /** Raises the alarm at the end of the ladder. */
    void raise(EscalationDraft draft, ActiveLadder activeLadder, StepTime end) {
        var row = draft.row();
        var why = why(draft, end);
        row.setNextRung(end.rung()).setRepetition(end.repetition());
        draft.decide(new Exhausted(row.getLadder(), end.repetition(), why));
        draft.await(Optional.empty());
        if (activeLadder.ladder().conduct().digest() && !isList(draft) && UndeliveredPages.isAnybodyReached(row)) {
            row.setAlarms(1).setListed(true);
            UndeliveredPages.nobody(row);
            draft.decide(new Listed(row.getLadder()));
            return;
        }
        tell(draft, activeLadder, why, end.dueAt());
        row.setAlarmAt(activeLadder.ladder().conduct().alarmEvery().map(draft.now()::plus).orElse(null));
    }

    /** Repeats the alarm. Repetitions missed in an outage or while suppressed are not sent later. */
    void repeat(EscalationDraft draft, ActiveLadder activeLadder) {
        var row = draft.row();
        var since = StepTimes.beganAt(row);
        var dueAt = Optional.ofNullable(row.getAlarmAt()).orElse(draft.now());
        tell(draft, activeLadder, stillUnanswered(draft) + " " + Durations.inWords(Duration.between(since, draft.now()))
                + " after ladder " + row.getLadder() + " started; notified " + times(row.getAlarms()) + " before",
                dueAt);
        row.setAlarmAt(activeLadder.ladder().conduct().alarmEvery().map(every -> next(dueAt, every, draft.now()))
                .orElse(
                        null));
        draft.timerChanged();
    }

    /** No page of the ladder was delivered: raises the alarm before the ladder starts again. */
    void warn(EscalationDraft draft, ActiveLadder activeLadder) {
        var row = draft.row();
        say(draft, activeLadder, List.of("no page of ladder " + row.getLadder() + " reached anyone: "
                + UndeliveredPages
                        .reason(row).orElse("all pages failed") + "; the ladder starts again in " + Durations.inWords(
                                StepTimes.of(
                                        activeLadder
                                                .ladder(), row).pause())),
                "unreached/" + row.getClimb() + "/" + row.getRepetition(), Duration.ZERO);
        UndeliveredPages.nobody(row);
    }

    /** The alarm reached nobody: sends it to others, if there are any. */
    void onUndelivered(EscalationDraft draft, ActiveLadder activeLadder) {
        var row = draft.row();
        var failed = UndeliveredPages.failed(row);
        if (activeLadder.alarmed(draft.now(), failed).without(failed).isEmpty()) {
            return;
        }
        tell(draft, activeLadder, unanswered(draft) + ", and the alarm reached nobody: " + UndeliveredPages.words(row
                .getTold()
                .stream().filter(one -> !one.getFailure().isEmpty()).toList()), draft.now());
        draft.timerChanged();
    }

    /** Removes the incident from the digest. */
    static void unlist(EscalationDraft draft) {
        if (draft.row().getListed()) {
            draft.row().setListed(false);
            draft.decide(new Unlisted(draft.row().getLadder()));
        }
    }

    /** Whether the incident is the digest itself. */
    private static boolean isList(EscalationDraft draft) {
        return draft.incident().getServiceKey().equals(OwnAlert.UNANSWERED.service());
    }

    private static Instant next(Instant last, Duration every, Instant now) {
        return last.plus(every.multipliedBy(Duration.between(last, now).dividedBy(every) + 1));
    }

    private void tell(EscalationDraft draft, ActiveLadder activeLadder, String why, Instant dueAt) {
        var row = draft.row();
        var late = dueAt.plus(lateAfter).isBefore(draft.now())
                ? Duration.between(dueAt, draft.now())
                : Duration.ZERO;
        say(draft, activeLadder, late.isPositive() ? List.of(why, "late by " + Durations.inWords(late)) : List.of(why),
                "exhausted/" + row.getClimb() + "/" + row.getAlarms(), late);
        row.setAlarms(row.getAlarms() + 1);
    }

    private void say(EscalationDraft draft, ActiveLadder activeLadder, List<String> why, String occasion,
            Duration late) {
        var row = draft.row();
        var reached = activeLadder.alarmed(draft.now(), UndeliveredPages.failed(row));
        var others = Acknowledgements.soFar(draft.incident()).notAcknowledged(reached.told());
        var plan = contacts.beginAlarm(draft, others.isEmpty() ? reached.told() : others, occasion);
        var alarmed = plan.now();
        var reasons = new ArrayList<>(why);
        reasons.addAll(1, reached.remarks());
        for (var told : alarmed) {
            draft.decide(new Tell(told, NotificationKind.LADDER_EXHAUSTED, draft.incident(), row.getClimb(),
                    Destinations.besides(told, Stream.concat(row.getTold().stream(), alarmed.stream())), String.join(
                            "; ", reasons), occasion, late));
        }
        draft.told(alarmed);
        UndeliveredPages.wait(draft, activeLadder.countingRecipients(alarmed, plan.later()), occasion);
    }

    private static String why(EscalationDraft draft, StepTime end) {
        var row = draft.row();
        var unreached = UndeliveredPages.reason(row);
        if (unreached.isPresent()) {
            return unreached.get() + (UndeliveredPages.isAnybodyReached(row)
                    ? ", and " + unanswered(draft)
                    : ", and no other step of ladder " + row.getLadder() + " reached anyone");
        }
        return row.getTold().isEmpty() && row.getContacts().isEmpty() && Acknowledgements.soFar(draft.incident())
                .isEmpty()
                        ? "no step of ladder " + row.getLadder() + " applies to this incident, so nobody was paged"
                        : "ladder " + row.getLadder() + " ran " + times(end.repetition() + 1) + " and " + unanswered(
                                draft);
    }

    private static String unanswered(EscalationDraft draft) {
        var answers = Acknowledgements.soFar(draft.incident());
        return answers.isEmpty() ? "nobody acknowledged" : "only " + answers.words();
    }
    private static String stillUnanswered(EscalationDraft draft) {
        var answers = Acknowledgements.soFar(draft.incident());
        return answers.isEmpty() ? "still unacknowledged" : "still only " + answers.words();
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
