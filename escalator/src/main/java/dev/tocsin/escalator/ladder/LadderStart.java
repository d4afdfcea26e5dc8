package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.decision.ContactReason;
import dev.tocsin.escalator.decision.LadderDecision.Nothing;
import dev.tocsin.escalator.decision.LadderDecision.ScheduleRung;
import dev.tocsin.escalator.decision.LadderDecision.StartLadder;
import dev.tocsin.escalator.decision.NotPagedReason;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.event.Incident;
import dev.tocsin.schemas.time.Durations;

/** Starts a ladder at its first step, or, with {@code jump-in}, at the step due by now. */
final class LadderStart {

    private final Policies policies;
    private final StepPage call;
    private final Duration lateAfter;

    LadderStart(Policies policies, StepPage call, Duration lateAfter) {
        this.policies = policies;
        this.call = call;
        this.lateAfter = lateAfter;
    }

    /**
     * Starts the ladder of the snapshot.
     *
     * @param since
     *            what the ladder is measured from, by the log's time
     * @param because
     *            why it starts again; empty for the first of a round
     */
    void start(EscalationDraft draft, Instant since, String because) {
        start(draft, since, because, false);
    }

    /** The same after a raised severity: on a {@code jump-in} ladder, steps count from the start of the round. */
    void startWorse(EscalationDraft draft, Instant since, String because) {
        start(draft, since, because, true);
    }

    /** Whether the ladder of the snapshot would page anybody. */
    boolean hasSteps(Incident incident) {
        return !ActiveLadder.on(policies.version(incident.getPolicyVersion()), incident.getLadder()).isEmpty();
    }

    private void start(EscalationDraft draft, Instant since, String because, boolean worse) {
        var incident = draft.incident();
        var row = draft.row();
        // Log time, unless this machine's clock is behind: a step must not wait for the difference.
        var beganAt = SuspendedLadder.start(incident, since, draft.now(), lateAfter);
        var activeLadder = ActiveLadder.on(policies.version(incident.getPolicyVersion()), incident.getLadder(),
                policies);
        var jumps = worse && activeLadder.ladder().conduct().jumpsIn() && incident.getRoundStartedAt().isBefore(
                beganAt);
        row.setLadder(incident.getLadder()).setPolicyVersion(activeLadder.policyVersion())
                .setStartedAt(jumps ? incident.getRoundStartedAt() : beganAt).setBeganAt(jumps ? beganAt : null)
                .setNextRung(1).setRepetition(0).setClimb(row.getClimb() + 1).setSaid(List.of()).setForgetAt(null)
                .setHeldAt(null).setAlarmAt(null).setAlarms(0).setUnheard(List.of())
                .setTold(UndeliveredPages.forgotten(row.getTold()))
                .setBecause(jumps ? because + ", " + joined(draft) : because);
        ContactSteps.stop(draft, ContactReason.RESTARTED);
        ExhaustedLadder.unlist(draft);
        draft.await(Optional.empty());
        if (activeLadder.isEmpty()) {
            draft.decide(new Nothing(NotPagedReason.NOBODY));
            return;
        }
        var first = StepTimes.of(activeLadder.ladder(), row).first();
        draft.decide(new StartLadder(incident.getLadder(), why(draft, activeLadder)));
        // The sweep handles late steps and pages that wait for a storm: it knows whether records are unread.
        if (first.dueAt().isAfter(draft.now()) || first.dueAt().plus(lateAfter).isBefore(draft.now())
                || SuspendedLadder.waitsForAStorm(incident, row.getBecause())) {
            row.setNextDueAt(first.dueAt());
            draft.decide(new ScheduleRung(first, false));
        } else if (SuspendedLadder.isHeldBack(incident)) {
            SuspendedLadder.hold(draft, activeLadder);
        } else {
            call.now(draft, activeLadder);
        }
    }

    private static String joined(EscalationDraft draft) {
        return "and the ladder starts at the step due after " + Durations.inWords(Duration.between(draft.incident()
                .getRoundStartedAt(), draft.now()));
    }

    private static String why(EscalationDraft draft, ActiveLadder activeLadder) {
        var why = new ArrayList<String>();
        why.add(PageWording.start(draft.incident(), draft.row().getBecause()));
        why.addAll(activeLadder.remarks());
        return String.join("; ", why);
    }
}
