package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.escalator.decision.LadderDecision;
import dev.tocsin.escalator.decision.LadderDecision.Missed;
import dev.tocsin.escalator.decision.LadderDecision.Page;
import dev.tocsin.escalator.decision.LadderDecision.ScheduleRung;
import dev.tocsin.escalator.decision.LadderDecision.Skipped;
import dev.tocsin.escalator.decision.LadderDecision.Spared;
import dev.tocsin.escalator.decision.StepTime;
import dev.tocsin.escalator.recipient.Destinations;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.state.Told;

/**
 * Pages the recipients of due steps. Steps that are overdue together, after an outage, become one page per destination, for the furthest step, with its lateness. A recipient whose page is too late is notified without paging.
 */
final class StepPage {

    private final ExhaustedLadder alarm;
    private final Duration lateAfter;

    StepPage(ExhaustedLadder alarm, Duration lateAfter) {
        this.alarm = alarm;
        this.lateAfter = lateAfter;
    }

    /** Runs the next step and all others that are due, then schedules what follows. */
    void now(EscalationDraft ascent, LadderInForce footing) {
        var schedule = StepTimes.of(footing.ladder(), ascent.row());
        var next = schedule.next(ascent.row());
        if (schedule.isEnd(next)) {
            alarm.raise(ascent, footing, next);
            return;
        }
        var call = new Call(ascent, footing);
        var last = next;
        do {
            last = next;
            call.add(last);
            next = schedule.after(last).orElseThrow();
        } while (!schedule.isEnd(next) && !next.dueAt().isAfter(ascent.now()));
        while (call.foundOnlyThoseWhoAnswered() && next.repetition() == last.repetition() && !schedule.isEnd(next)) {
            call.add(new StepTime(next.repetition(), next.rung(), ascent.now()));
            next = schedule.after(next).orElseThrow();
        }
        call.carryOut();
        if (schedule.isEnd(next) && ascent.row().getTold().isEmpty()) {
            alarm.raise(ascent, footing, new StepTime(next.repetition(), next.rung(), ascent.now()));
        } else {
            await(ascent, schedule.isEnd(next) ? end(schedule, last, next, ascent.now()) : next, schedule.isEnd(next));
        }
    }

    /**
     * The last step reached nobody: runs the next one now, and moves later steps forward. If no page of the ladder was delivered, raises the alarm before the ladder starts again.
     */
    void atOnce(EscalationDraft ascent, LadderInForce footing) {
        var row = ascent.row();
        var schedule = StepTimes.of(footing.ladder(), row);
        var next = schedule.next(row);
        var beginsAgain = next.rung() == 1 && !UndeliveredPages.isAnybodyReached(row);
        schedule.bring(row, next, beginsAgain ? ascent.now().plus(schedule.pause()) : ascent.now());
        if (beginsAgain) {
            alarm.warn(ascent, footing);
            await(ascent, StepTimes.of(footing.ladder(), row).next(row), false);
        } else {
            now(ascent, footing);
        }
    }

    private static void await(EscalationDraft ascent, StepTime next, boolean end) {
        ascent.row().setNextRung(next.rung()).setRepetition(next.repetition());
        ascent.await(Optional.of(next.dueAt()));
        ascent.decide(new ScheduleRung(next, end));
    }

    /** Gives recipients who were paged late their full time to acknowledge before the ladder counts as exhausted. */
    private StepTime end(StepTimes schedule, StepTime last, StepTime end, Instant now) {
        var calledAt = isLate(last.dueAt(), now) ? now : last.dueAt();
        var answered = calledAt.plus(schedule.pause());
        return answered.isAfter(end.dueAt()) && (calledAt.equals(now) || last.dueAt().equals(schedule.beganAt()))
                ? new StepTime(end.repetition(), end.rung(), answered)
                : end;
    }

    private boolean isLate(Instant dueAt, Instant now) {
        return dueAt.plus(lateAfter).isBefore(now);
    }

    /** A destination to page, with its first and last due time. */
    private record Due(Told told, Instant first, Instant last) {

        Due to(Told other) {
            return new Due(other, first, last);
        }

        Due and(StepTime step) {
            return new Due(told, first, step.dueAt());
        }
    }

    private final class Call {

        private final EscalationDraft ascent;
        private final LadderInForce footing;
        private final Acknowledgements answers;
        private final Map<String, Due> due = new LinkedHashMap<>();
        private final Set<String> remarks = new LinkedHashSet<>();
        private final Optional<String> unreached;
        private boolean spared;
        private StepTime furthest;

        Call(EscalationDraft ascent, LadderInForce footing) {
            this.ascent = ascent;
            this.footing = footing;
            this.answers = Acknowledgements.soFar(ascent.incident());
            this.unreached = UndeliveredPages.reason(ascent.row());
        }

        void add(StepTime step) {
            var ladder = ascent.row().getLadder();
            if (!footing.isMeantFor(step.rung(), ascent.incident(), ascent.now())) {
                ascent.decide(new Skipped(ladder, step, footing.condition(step.rung())));
                return;
            }
            furthest = step;
            var reached = footing.whoIsOn(step.rung(), ascent.now());
            var others = answers.withoutThem(reached.told());
            if (others.size() < reached.told().size()) {
                spared = true;
                ascent.decide(new Spared(ladder, step, answers.words()));
            }
            remarks.addAll(reached.remarks());
            others.forEach(told -> due.merge(told.getDestination(), new Due(told, step.dueAt(), step.dueAt()), (before,
                    same) -> before.and(step)));
        }

        boolean foundOnlyThoseWhoAnswered() {
            return spared && due.isEmpty();
        }

        void carryOut() {
            var within = footing.pageWithin(ascent.incident());
            var calls = new LinkedHashMap<String, Due>();
            due.values().stream().map(one -> isTooLate(one, within) ? one.to(footing.quiet(one.told())) : one).forEach(
                    one -> calls.putIfAbsent(one.told().getDestination(), one));
            var called = calls.values().stream().map(Due::told).toList();
            calls.values().forEach(one -> ascent.decide(isTooLate(one, within)
                    ? missed(one, called)
                    : page(one, called)));
            ascent.told(called);
            var paged = calls.values().stream().filter(one -> !isTooLate(one, within)).map(Due::told).toList();
            UndeliveredPages.wait(ascent, footing.thatCount(paged), furthest);
        }

        private boolean isTooLate(Due one, Optional<Duration> within) {
            return isLate(one.last(), ascent.now()) && within.filter(limit -> one.last().plus(limit).isBefore(ascent
                    .now())).isPresent();
        }

        private LadderDecision page(Due one, List<Told> called) {
            var late = lateness(one);
            return new Page(one.told(), furthest.rung(), furthest.repetition(), one.first(), late, alsoTold(one,
                    called), why(late.isZero() ? "" : "; late by " + Durations.inWords(late)));
        }

        private LadderDecision missed(Due one, List<Told> called) {
            var late = Duration.between(one.first(), ascent.now());
            return new Missed(one.told(), furthest.rung(), furthest.repetition(), one.first(), late, alsoTold(one,
                    called), why("; not paged because it is late by " + Durations.inWords(late)));
        }

        private List<String> alsoTold(Due one, List<Told> called) {
            return Destinations.besides(one.told(), Stream.concat(ascent.row().getTold().stream(), called.stream()));
        }

        private Duration lateness(Due one) {
            return isLate(one.first(), ascent.now()) ? Duration.between(one.first(), ascent.now()) : Duration.ZERO;
        }

        private String why(String lateness) {
            var why = new ArrayList<String>();
            var row = ascent.row();
            var isFirst = !furthest.dueAt().isAfter(StepTimes.beganAt(row)) && unreached.isEmpty();
            why.add(PageWording.place(row, furthest) + ": " + (isFirst
                    ? PageWording.start(ascent.incident(), row.getBecause())
                    : unreached.orElseGet(() -> unanswered(row.getBecause()))));
            if (isFirst && !answers.areNone()) {
                why.add(answers.words());
            }
            why.addAll(remarks);
            return String.join("; ", why) + lateness;
        }

        private String unanswered(String because) {
            var span = Durations.inWords(Duration.between(StepTimes.beganAt(ascent.row()), ascent.now()));
            return (answers.areNone() ? "unacknowledged for " + span : answers.words() + " (after " + span + ")")
                    + (because.isEmpty() ? "" : "; before that, " + because);
        }
    }
}
