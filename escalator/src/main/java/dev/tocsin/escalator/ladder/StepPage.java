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

import dev.tocsin.escalator.contact.ContactPlan;
import dev.tocsin.escalator.decision.LadderDecision;
import dev.tocsin.escalator.decision.LadderDecision.Missed;
import dev.tocsin.escalator.decision.LadderDecision.Page;
import dev.tocsin.escalator.decision.LadderDecision.PagedInEmergency;
import dev.tocsin.escalator.decision.LadderDecision.ScheduleRung;
import dev.tocsin.escalator.decision.LadderDecision.Skipped;
import dev.tocsin.escalator.decision.LadderDecision.Spared;
import dev.tocsin.escalator.decision.StepTime;
import dev.tocsin.escalator.recipient.Destinations;
import dev.tocsin.event.EmergencyPage;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.state.Told;

/**
 * Pages the recipients of due steps. Steps that are overdue together, after an outage, become one page per destination, for the furthest step, with its lateness. A recipient whose page is too late is notified without paging.
 */
final class StepPage {

    private final ExhaustedLadder alarm;
    private final ContactSteps contacts;
    private final Duration lateAfter;

    StepPage(ExhaustedLadder alarm, ContactSteps contacts, Duration lateAfter) {
        this.alarm = alarm;
        this.contacts = contacts;
        this.lateAfter = lateAfter;
    }

    /** Runs the next step and all others that are due, then schedules what follows. */
    void now(EscalationDraft draft, ActiveLadder activeLadder) {
        now(draft, activeLadder, UndeliveredPages.reason(draft.row()));
    }

    private void now(EscalationDraft draft, ActiveLadder activeLadder, Optional<String> reason) {
        var schedule = StepTimes.of(activeLadder.ladder(), draft.row());
        var next = schedule.next(draft.row());
        if (schedule.isEnd(next)) {
            alarm.raise(draft, activeLadder, next);
            return;
        }
        var call = new Call(draft, activeLadder, reason);
        var last = next;
        do {
            last = next;
            call.add(last);
            next = schedule.after(last).orElseThrow();
        } while (!schedule.isEnd(next) && !next.dueAt().isAfter(draft.now()));
        while (call.foundOnlyAcknowledged() && next.repetition() == last.repetition() && !schedule.isEnd(next)) {
            call.add(new StepTime(next.repetition(), next.rung(), draft.now()));
            next = schedule.after(next).orElseThrow();
        }
        call.carryOut();
        if (schedule.isEnd(next) && draft.row().getTold().isEmpty() && draft.row().getContacts().isEmpty()) {
            alarm.raise(draft, activeLadder, new StepTime(next.repetition(), next.rung(), draft.now()));
        } else {
            await(draft, schedule.isEnd(next) ? end(schedule, last, next, draft.now()) : next, schedule.isEnd(next));
        }
    }

    /**
     * The last step reached nobody: runs the next one now, and moves later steps forward. If no page of the ladder was delivered, raises the alarm before the ladder starts again.
     */
    void atOnce(EscalationDraft draft, ActiveLadder activeLadder) {
        var row = draft.row();
        var schedule = StepTimes.of(activeLadder.ladder(), row);
        var next = schedule.next(row);
        var beginsAgain = next.rung() == 1 && !UndeliveredPages.isAnybodyReached(row);
        schedule.moveForward(row, next, beginsAgain ? draft.now().plus(schedule.pause()) : draft.now());
        if (beginsAgain) {
            alarm.warn(draft, activeLadder);
            await(draft, StepTimes.of(activeLadder.ladder(), row).next(row), false);
        } else {
            now(draft, activeLadder);
        }
    }

    /** A person wants the next step now; later steps move forward with it. */
    void requested(EscalationDraft draft, ActiveLadder activeLadder, String because) {
        var row = draft.row();
        var schedule = StepTimes.of(activeLadder.ladder(), row);
        schedule.moveForward(row, schedule.next(row), draft.now());
        now(draft, activeLadder, Optional.of(because));
    }

    private static void await(EscalationDraft draft, StepTime next, boolean end) {
        draft.row().setNextRung(next.rung()).setRepetition(next.repetition());
        draft.await(Optional.of(next.dueAt()));
        draft.decide(new ScheduleRung(next, end));
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

        private final EscalationDraft draft;
        private final ActiveLadder activeLadder;
        private final Acknowledgements answers;
        private final Map<String, Due> due = new LinkedHashMap<>();
        private final Set<String> remarks = new LinkedHashSet<>();
        private final Optional<String> reason;
        private boolean spared;
        private StepTime furthest;

        Call(EscalationDraft draft, ActiveLadder activeLadder, Optional<String> reason) {
            this.draft = draft;
            this.activeLadder = activeLadder;
            this.answers = Acknowledgements.soFar(draft.incident());
            this.reason = reason;
        }

        void add(StepTime step) {
            var ladder = draft.row().getLadder();
            if (!activeLadder.isMeantFor(step.rung(), draft.incident(), draft.now())) {
                draft.decide(new Skipped(ladder, step, activeLadder.condition(step.rung())));
                return;
            }
            furthest = step;
            var emergency = replacing(step);
            if (emergency.isPresent()) {
                draft.decide(new PagedInEmergency(ladder, step, emergency.get()));
                draft.told(activeLadder.stepRecipients(step.rung(), draft.now()).told());
                return;
            }
            var reached = activeLadder.stepRecipients(step.rung(), draft.now());
            var others = answers.notAcknowledged(reached.told());
            if (others.size() < reached.told().size()) {
                spared = true;
                draft.decide(new Spared(ladder, step, answers.words()));
            }
            remarks.addAll(reached.remarks());
            others.forEach(told -> due.merge(told.getDestination(), new Due(told, step.dueAt(), step.dueAt()), (before,
                    same) -> before.and(step)));
        }

        /**
         * The page of alert-ingest in place of the first step: of the round, or of a ladder that the alert of that page began,
         * as by a worse severity. Its recipients hear how the incident goes on.
         */
        private Optional<EmergencyPage> replacing(StepTime step) {
            var row = draft.row();
            return step.rung() != 1 || step.repetition() > 0
                    ? Optional.empty()
                    : draft.incident().getEmergencyPage().filter(page -> row.getBecause().isEmpty() || page.getTakenAt()
                            .filter(at -> !StepTimes.beganAt(row).isAfter(at)).isPresent());
        }

        boolean foundOnlyAcknowledged() {
            return spared && due.isEmpty();
        }

        void carryOut() {
            var within = activeLadder.pageWithin(draft.incident());
            var calls = new LinkedHashMap<String, Due>();
            due.values().stream().map(one -> isTooLate(one, within) ? one.to(activeLadder.quiet(one.told())) : one)
                    .forEach(
                            one -> calls.putIfAbsent(one.told().getDestination(), one));
            var onTime = calls.values().stream().filter(one -> !isTooLate(one, within)).map(Due::told).toList();
            var plan = onTime.isEmpty() ? ContactPlan.NOBODY : contacts.begin(draft, onTime, furthest);
            calls.values().removeIf(one -> onTime.contains(one.told()) && !plan.now().contains(one.told()));
            var called = calls.values().stream().map(Due::told).toList();
            calls.values().forEach(one -> draft.decide(isTooLate(one, within)
                    ? missed(one, called)
                    : page(one, called)));
            draft.told(called);
            UndeliveredPages.wait(draft, activeLadder.countingRecipients(plan.now(), plan.later()), furthest);
            UndeliveredPages.expect(draft, plan.later());
        }

        private boolean isTooLate(Due one, Optional<Duration> within) {
            return isLate(one.last(), draft.now()) && within.filter(limit -> one.last().plus(limit).isBefore(draft
                    .now())).isPresent();
        }

        private LadderDecision page(Due one, List<Told> called) {
            var late = lateness(one);
            return new Page(one.told(), furthest.rung(), furthest.repetition(), one.first(), late, alsoTold(one,
                    called), why(late.isZero() ? "" : "; late by " + Durations.inWords(late)));
        }

        private LadderDecision missed(Due one, List<Told> called) {
            var late = Duration.between(one.first(), draft.now());
            return new Missed(one.told(), furthest.rung(), furthest.repetition(), one.first(), late, alsoTold(one,
                    called), why("; not paged because it is late by " + Durations.inWords(late)));
        }

        private List<String> alsoTold(Due one, List<Told> called) {
            return Destinations.besides(one.told(), Stream.concat(draft.row().getTold().stream(), called.stream()));
        }

        private Duration lateness(Due one) {
            return isLate(one.first(), draft.now()) ? Duration.between(one.first(), draft.now()) : Duration.ZERO;
        }

        private String why(String lateness) {
            var why = new ArrayList<String>();
            var row = draft.row();
            var isFirst = !furthest.dueAt().isAfter(StepTimes.beganAt(row)) && reason.isEmpty();
            why.add(PageWording.place(row, furthest) + ": " + (isFirst
                    ? PageWording.start(draft.incident(), row.getBecause())
                    : reason.orElseGet(() -> unanswered(row.getBecause()))));
            if (isFirst && !answers.isEmpty()) {
                why.add(answers.words());
            }
            why.addAll(remarks);
            return String.join("; ", why) + lateness;
        }

        private String unanswered(String because) {
            var span = Durations.inWords(Duration.between(StepTimes.beganAt(draft.row()), draft.now()));
            return (answers.isEmpty() ? "unacknowledged for " + span : answers.words() + " (after " + span + ")")
                    + (because.isEmpty() ? "" : "; before that, " + because);
        }
    }
}
