package dev.tocsin.correlator.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.tocsin.correlator.incident.IncidentEvent.TimerFell;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Nothing;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.TimerKind;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.state.IncidentRow;

/** Applies due timers to incidents. */
final class TimerTransitions {

    /** Actor of changes that the policy causes. */
    static final String POLICY = "policy";

    private TimerTransitions() {}

    static IncidentDecision fell(IncidentRow row, TimerFell event, DecisionContext occasion) {
        var timer = event.timer();
        if (timer.getGeneration() != row.getGeneration()
                || row.getTimerKind().filter(kind -> kind == timer.getKind()).isEmpty()) {
            return new Nothing("stale-timer", "the timer was rescheduled or cancelled after it fell due");
        }
        var draft = IncidentDraft.of(row, occasion);
        draft.dues.cancel(timer.getKind());
        return switch (timer.getKind()) {
            case QUIET_TIME_OVER -> {
                var firing = draft.grades.firing();
                var why = "all alerts stayed resolved during the quiet time" + (firing == 0
                        ? ""
                        : "; alerts still firing, ignored by its rule: " + firing);
                var reason = draft.row.getEndReason().isEmpty() ? why : why + "; " + draft.row.getEndReason();
                draft.resolve(TimelineFact.SOURCE, reason, Map.of());
                yield draft.changed("resolved", reason);
            }
            case REOPEN_WINDOW_OVER -> PostIncident.windowOver(row, draft);
            case AFTERMATH_OVER -> PostIncident.over(row, draft);
            case SNOOZE_OVER -> Snoozing.over(draft);
            case ACKNOWLEDGE_OVER -> AcknowledgementRules.expired(draft);
            case PAUSE_OVER -> ClockPausing.over(draft, timer.getDueAt());
            case INACTIVITY -> inactive(row, event, draft);
            case MAX_AGE -> timedOut(draft, "reached its maximum age of " + Durations.written(Duration.ofMillis(row
                    .getMaxAgeMillis().orElse(
                            0L)))
                    + ", the longest that its rule lets it");
            case COUNTS_DUE -> counts(draft, event);
            case FLAPPING_OVER, SILENCE_OVER, ALERT_EXPIRED, STORM_CALM, HEARTBEAT_MISSED, UNKNOWN -> new Nothing(
                    "unknown-timer",
                    "incidents have no timer of kind " + timer.getKind());
        };
    }

    /** Repeats are recorded in the alert rows, so inactivity is checked when the timer is due. */
    private static IncidentDecision inactive(IncidentRow row, TimerFell event, IncidentDraft draft) {
        var silence = Duration.ofMillis(row.getInactivityMillis().orElse(0L));
        var again = event.lastWord().map(word -> word.plus(silence)).filter(due -> due.isAfter(draft.occasion.now()));
        if (again.isPresent()) {
            draft.dues.set(TimerKind.INACTIVITY, again.get());
            return draft.noted("still-active", "the last update from its sources was at " + event.lastWord().orElse(
                    Instant.EPOCH));
        }
        if (event.lastWord().isEmpty()) {
            draft.dues.set(TimerKind.INACTIVITY, draft.occasion.now().plus(silence));
            return draft.noted("still-active",
                    "it has firing alerts beyond the shown ones, and their repeats are not tracked");
        }
        return timedOut(draft, "no update from its sources for " + Durations.written(silence));
    }

    private static IncidentDecision timedOut(IncidentDraft draft, String why) {
        draft.fact(FactKind.TIMED_OUT, why, POLICY, Map.of("firing", Integer.toString(draft.grades.firing())));
        draft.resolve(POLICY, why, Map.of());
        return draft.changed("timed-out", why);
    }

    private static IncidentDecision counts(IncidentDraft draft, TimerFell event) {
        var texts = draft.row.getUnpublished();
        if (!event.ahead() && !texts) {
            return draft.noted("counts-known", "nothing changed since the last snapshot");
        }
        draft.dues.set(TimerKind.COUNTS_DUE, draft.occasion.now().plus(texts
                ? MemberCounts.TEXTS_EVERY
                : MemberCounts.EVERY));
        return draft.changed("counted", texts
                ? "members changed their texts, or members beyond the shown ones joined or left"
                : "alerts beyond the shown ones joined or left");
    }
}
