package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.escalator.decision.LadderDecision.Page;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.escalator.recipient.Destinations;
import dev.tocsin.escalator.recipient.ResolvedRecipients;
import dev.tocsin.event.CalledIn;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.command.Commands;
import dev.tocsin.schemas.incident.IncidentStates;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.state.Told;

/**
 * Pages that people request, sent at once and outside the ladder, once for each request (runbook rows B14, C8). Suppression and {@code page-within} do not apply to them.
 */
final class RequestedPages {

    private final Policies policies;
    private final StepPage ladder;
    private final Duration lateAfter;

    RequestedPages(Policies policies, StepPage ladder, Duration lateAfter) {
        this.policies = policies;
        this.ladder = ladder;
        this.lateAfter = lateAfter;
    }

    /** Sends the pages requested since the last evaluation. */
    void make(EscalationDraft draft) {
        var incident = draft.incident();
        var called = incident.getCalledIn();
        var known = draft.row().getCalledIn();
        if (called.size() == known) {
            return;
        }
        draft.row().setCalledIn(called.size());
        if (called.size() < known || IncidentStates.isOver(incident.getState())) {
            return;
        }
        var activeLadder = ActiveLadder.on(policies.version(incident.getPolicyVersion()), incident.getLadder(),
                policies);
        draft.dropSilence();
        for (var number = known; number < called.size(); number++) {
            var entry = called.get(number);
            if (!entry.getName().equals(Commands.NEXT_STEP) || activeLadder.directory().knows(entry.getName())
                    || activeLadder.directory().escalation(entry.getName()).isPresent()) {
                make(draft, activeLadder.calledIn(entry.getName(), draft.now()), entry, number + 1);
            } else {
                nextStep(draft, entry, number + 1);
            }
        }
    }

    /**
     * The ladder continues at once if it waits for its next step; else, because somebody acknowledged, everybody was called, or
     * pages are held back, the next step's recipients (after the last step, its own) are paged outside the ladder.
     */
    private void nextStep(EscalationDraft draft, CalledIn entry, int number) {
        var row = draft.row();
        var active = ActiveLadder.on(policies.version(row.getPolicyVersion()), row.getLadder(), policies).orEverybody();
        if (draft.isWaiting() && !draft.isExhausted() && !draft.isHeld() && !SuspendedLadder.isHeldBack(draft
                .incident())) {
            ladder.requested(draft, active, why(entry, List.of(), lateness(entry, draft.now())));
        } else {
            var rung = Math.clamp(row.getNextRung(), 1, active.ladder().rungs().size());
            make(draft, active.stepRecipients(rung, draft.now()), entry, number);
        }
    }

    private void make(EscalationDraft draft, ResolvedRecipients reached, CalledIn entry, int number) {
        var late = lateness(entry, draft.now());
        var why = why(entry, reached.remarks(), late);
        for (var told : reached.told()) {
            draft.decide(new Page(told, 0, number, late.isZero() ? draft.now() : entry.getAt(), late, others(draft,
                    reached, told), why));
        }
        draft.told(reached.told().stream().map(told -> Told.newBuilder(told).setNotificationId(NotificationId.of(draft
                .incident(), 0, NotificationKind.PAGE, number, 0, told).text()).build()).toList());
    }

    private static List<String> others(EscalationDraft draft, ResolvedRecipients reached, Told one) {
        return Destinations.besides(one, Stream.concat(draft.row().getTold().stream(), reached.told().stream()));
    }

    private Duration lateness(CalledIn entry, Instant now) {
        return entry.getAt().plus(lateAfter).isBefore(now) ? Duration.between(entry.getAt(), now) : Duration.ZERO;
    }

    private static String why(CalledIn entry, List<String> remarks, Duration late) {
        return entry.getBy() + (entry.getName().equals(Commands.NEXT_STEP)
                ? " escalated to the next step"
                : " called in " + entry.getName()) + (entry.getNote().isBlank()
                        ? ""
                        : ": " + entry
                                .getNote()) + (remarks.isEmpty() ? "" : "; " + String.join("; ", remarks)) + (late
                                        .isZero()
                                                ? ""
                                                : "; late by " + Durations.inWords(late));
    }
}
