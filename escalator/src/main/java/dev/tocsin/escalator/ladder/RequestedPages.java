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
import dev.tocsin.schemas.incident.IncidentStates;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.state.Told;

/**
 * Pages that people request, sent at once and outside the ladder, once for each request (runbook rows B14, C8). Suppression and {@code page-within} do not apply to them.
 */
final class RequestedPages {

    private final Policies policies;
    private final Duration lateAfter;

    RequestedPages(Policies policies, Duration lateAfter) {
        this.policies = policies;
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
            make(draft, activeLadder, called.get(number), number + 1);
        }
    }

    private void make(EscalationDraft draft, ActiveLadder activeLadder, CalledIn entry, int number) {
        var reached = activeLadder.calledIn(entry.getName(), draft.now());
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
        return entry.getBy() + " called in " + entry.getName() + (entry.getNote().isBlank()
                ? ""
                : ": " + entry
                        .getNote()) + (remarks.isEmpty() ? "" : "; " + String.join("; ", remarks)) + (late.isZero()
                                ? ""
                                : "; late by " + Durations.inWords(late));
    }
}
