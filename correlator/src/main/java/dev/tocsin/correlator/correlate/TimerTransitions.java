package dev.tocsin.correlator.correlate;

import java.util.Map;

import dev.tocsin.correlator.correlate.Verdict.Dropped;
import dev.tocsin.correlator.correlate.Verdict.Nothing;
import dev.tocsin.event.TimerFired;
import dev.tocsin.state.IncidentRow;

/** What the passing of time does to incidents. */
final class TimerTransitions {

    private TimerTransitions() {}

    static Verdict fell(IncidentRow row, TimerFired timer, Occasion occasion) {
        if (timer.getGeneration() != row.getGeneration()
                || row.getTimerKind().filter(kind -> kind == timer.getKind()).isEmpty()) {
            return new Nothing("stale-timer", "the timer was set anew or cancelled since it fell due");
        }
        return switch (timer.getKind()) {
            case QUIET_TIME_OVER -> {
                var draft = Draft.of(row, occasion);
                draft.resolve(Fact.SOURCE, "all alerts stayed over for the quiet time", Map.of());
                yield draft.changed("resolved", "all alerts stayed over for the quiet time");
            }
            case REOPEN_WINDOW_OVER -> new Dropped(row, "reopen-window-over",
                    "from now on, the same alerts open another incident");
            case FLAPPING_OVER, SILENCE_OVER, INACTIVITY, ALERT_EXPIRED, MAX_AGE, SNOOZE_OVER, STORM_CALM, COUNTS_DUE, UNKNOWN ->
                new Nothing("unknown-timer",
                        "this version has no timer of kind " + timer.getKind());
        };
    }
}
