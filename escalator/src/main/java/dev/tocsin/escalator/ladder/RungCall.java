package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.escalator.ladder.LadderDecision.Exhausted;
import dev.tocsin.escalator.ladder.LadderDecision.Page;
import dev.tocsin.escalator.ladder.LadderDecision.ScheduleRung;
import dev.tocsin.escalator.ladder.LadderDecision.Skipped;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.Told;

/**
 * Calls those who are due. Steps that fell due together, after an outage, are one call: every destination is paged once,
 * for the furthest of them, and hears how late it is.
 */
final class RungCall {

    private final Duration lateAfter;

    RungCall(Duration lateAfter) {
        this.lateAfter = lateAfter;
    }

    /** The row's next step and all that are due with it, and what is waited for then. */
    Turn now(Escalation row, Footing footing, Instant now) {
        var schedule = new Schedule(footing.ladder(), row.getStartedAt());
        var next = schedule.step(row.getRepetition(), Math.min(row.getNextRung(), footing.ladder().rungs().size()
                + 1));
        if (schedule.isEnd(next)) {
            return exhausted(row, footing, next, now);
        }
        var due = new ArrayList<Step>();
        do {
            due.add(next);
            next = schedule.after(next).orElseThrow();
        } while (!schedule.isEnd(next) && !next.dueAt().isAfter(now));
        return paged(row, footing, due, awaited(schedule, due, next, now), now);
    }

    /** After a late call, those who were paged only now have their time to answer before it is said that nobody did. */
    private Step awaited(Schedule schedule, List<Step> due, Step next, Instant now) {
        if (schedule.isEnd(next) && isLate(due.getLast(), now)) {
            return new Step(next.repetition(), next.rung(), now.plus(schedule.pause()));
        }
        return next;
    }

    private Turn paged(Escalation row, Footing footing, List<Step> due, Step next, Instant now) {
        var decisions = new ArrayList<LadderDecision>();
        var callable = new ArrayList<Step>();
        for (var step : due) {
            if (footing.isMeantFor(step.rung(), row.getIncident(), now)) {
                callable.add(step);
            } else {
                decisions.add(new Skipped(row.getLadder(), step, footing.condition(step.rung())));
            }
        }
        var firstDue = new LinkedHashMap<String, Step>();
        var called = new ArrayList<Told>();
        for (var step : callable) {
            for (var told : footing.recipients(step.rung(), now)) {
                if (firstDue.putIfAbsent(told.getDestination(), step) == null) {
                    called.add(told);
                }
            }
        }
        called.forEach(told -> decisions.add(page(row, told, callable, firstDue, called, now)));
        decisions.add(new ScheduleRung(next, next.rung() > footing.ladder().rungs().size()));
        return new Turn(Escalation.newBuilder(row).setNextRung(next.rung()).setRepetition(next.repetition())
                .setNextDueAt(next.dueAt()).setGeneration(row.getGeneration() + 1)
                .setTold(Audience.joined(row.getTold(), called)).build(), decisions);
    }

    private Page page(Escalation row, Told told, List<Step> due, Map<String, Step> firstDue, List<Told> called,
            Instant now) {
        var furthest = due.getLast();
        var dueAt = firstDue.get(told.getDestination()).dueAt();
        var late = dueAt.plus(lateAfter).isBefore(now) ? Duration.between(dueAt, now) : Duration.ZERO;
        var unanswered = Duration.between(row.getStartedAt(), now);
        var why = Wording.place(row, furthest) + ": " + (furthest.dueAt().isAfter(row.getStartedAt())
                ? "nobody acknowledged for " + Wording.of(unanswered)
                : Wording.start(row.getIncident(), row.getClimb()))
                + (late.isZero() ? "" : "; late by " + Wording.of(late));
        return new Page(told, furthest.rung(), furthest.repetition(), dueAt, late, Audience.others(row.getTold(),
                called, told), why);
    }

    private static Turn exhausted(Escalation row, Footing footing, Step end, Instant now) {
        var why = "ladder " + row.getLadder() + " was climbed " + (end.repetition() == 0
                ? "once"
                : end.repetition() + 1 + " times") + " and nobody acknowledged";
        var decisions = new ArrayList<LadderDecision>();
        decisions.add(new Exhausted(row.getLadder(), end.repetition(), why));
        var last = footing.lastRecipients(now);
        last.forEach(told -> decisions.add(new LadderDecision.Tell(told, NotificationKind.LADDER_EXHAUSTED, row
                .getIncident(), row.getClimb(), Audience.others(row.getTold(), last, told), why)));
        return new Turn(Escalation.newBuilder(row).setNextDueAt(null).setGeneration(row.getGeneration() + 1)
                .setTold(Audience.joined(row.getTold(), last)).build(), decisions);
    }

    private boolean isLate(Step step, Instant now) {
        return step.dueAt().plus(lateAfter).isBefore(now);
    }
}
