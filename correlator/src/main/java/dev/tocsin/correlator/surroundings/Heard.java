package dev.tocsin.correlator.surroundings;

import java.util.List;

import dev.tocsin.event.Signal;

/**
 * What came of something that was heard.
 *
 * @param incidents
 *            ids of open incidents that may stand differently now
 * @param signals
 *            for the log, when it is live
 * @param outcome
 *            code for decisions and metrics
 * @param reason
 *            why, for a person
 */
public record Heard(List<String> incidents, List<Signal> signals, String outcome, String reason) {

    public Heard {
        incidents = List.copyOf(incidents);
        signals = List.copyOf(signals);
    }

    static Heard of(String reason) {
        return new Heard(List.of(), List.of(), "heard", reason);
    }

    static Heard of(String reason, List<String> incidents) {
        return new Heard(incidents, List.of(), "heard", reason);
    }

    /** The same, with something to tell. */
    Heard tell(List<Signal> more) {
        return new Heard(incidents, more, outcome, reason);
    }
}
