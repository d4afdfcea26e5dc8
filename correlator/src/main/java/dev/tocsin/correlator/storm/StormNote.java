package dev.tocsin.correlator.storm;

import java.util.List;

import dev.tocsin.event.Signal;

/**
 * What came of something that was heard of a storm.
 *
 * @param signals
 *            for the log
 * @param incidents
 *            ids of incidents that are to be looked at again
 * @param outcome
 *            code for decisions and metrics
 * @param reason
 *            why, for a person
 */
public record StormNote(List<Signal> signals, List<String> incidents, String outcome, String reason) {

    public StormNote {
        signals = List.copyOf(signals);
        incidents = List.copyOf(incidents);
    }

    static StormNote of(String outcome, String reason) {
        return new StormNote(List.of(), List.of(), outcome, reason);
    }
}
