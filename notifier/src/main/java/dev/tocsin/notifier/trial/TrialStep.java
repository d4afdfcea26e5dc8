package dev.tocsin.notifier.trial;

import java.time.Duration;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.delivery.Outcome;

/**
 * One message of a trial.
 *
 * @param outcome
 *            what the channel answered
 * @param took
 *            time until the answer
 */
public record TrialStep(NotificationKind kind, Outcome outcome, Duration took) {

    /** Whether the receiver took it. */
    public boolean isDelivered() {
        return outcome instanceof Outcome.Delivered;
    }

    /** What came back, and what to change if it was not taken. */
    public String sentence() {
        return switch (outcome) {
            case Outcome.Delivered it -> it.reason() + (it.receipt().isEmpty() ? "" : ", receipt " + it.receipt());
            case Outcome.Rejected it -> "rejected: " + it.reason();
            case Outcome.RetryAfter it -> "not delivered: " + it.reason() + (it.mayHaveArrived()
                    ? "; it may have arrived"
                    : "") + it.asked().map(wait -> "; try again in " + wait.toSeconds() + " s").orElse("");
        };
    }

    /** Whether it may have opened something. */
    boolean mayHaveArrived() {
        return switch (outcome) {
            case Outcome.Delivered _ -> true;
            case Outcome.RetryAfter it -> it.mayHaveArrived();
            case Outcome.Rejected _ -> false;
        };
    }
}
