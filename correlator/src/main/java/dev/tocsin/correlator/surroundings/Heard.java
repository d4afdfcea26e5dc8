package dev.tocsin.correlator.surroundings;

import java.util.List;
import java.util.stream.Stream;

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

    private static final String NOTED = "heard";

    public Heard {
        incidents = List.copyOf(incidents);
        signals = List.copyOf(signals);
    }

    /** Whether it was only noted: no incident and no other log hears of it. */
    public boolean isWithoutEffect() {
        return outcome.equals(NOTED) && incidents.isEmpty() && signals.isEmpty();
    }

    static Heard of(String reason) {
        return new Heard(List.of(), List.of(), NOTED, reason);
    }

    static Heard of(String reason, List<String> incidents) {
        return new Heard(incidents, List.of(), NOTED, reason);
    }

    /** The same, with what came of it elsewhere. */
    Heard and(Heard other) {
        return new Heard(Stream.concat(incidents.stream(), other.incidents().stream()).toList(), Stream.concat(signals
                .stream(), other.signals().stream()).toList(), outcome, reason);
    }

    /** The same, with something to tell. */
    Heard tell(List<Signal> more) {
        return new Heard(incidents, more, outcome, reason);
    }
}
