package dev.tocsin.correlator.surroundings;

import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.event.Signal;

/**
 * What comes of something that was heard.
 *
 * @param kept
 *            what is to be kept, before anything else is done
 * @param incidents
 *            ids of open incidents that may stand differently now
 * @param signals
 *            for the log, when it is live
 * @param outcome
 *            code for decisions and metrics
 * @param reason
 *            why, for a person
 */
public record Heard(List<Effect> kept, List<String> incidents, List<Signal> signals, String outcome, String reason) {

    private static final String NOTED = "heard";

    public Heard {
        kept = List.copyOf(kept);
        incidents = List.copyOf(incidents);
        signals = List.copyOf(signals);
    }

    /** Whether it was only noted: no incident and no other log hears of it. */
    public boolean isWithoutEffect() {
        return outcome.equals(NOTED) && incidents.isEmpty() && signals.isEmpty();
    }

    static Heard of(String reason) {
        return Heard.of(reason, List.of());
    }

    static Heard of(String reason, List<String> incidents) {
        return new Heard(List.of(), incidents, List.of(), NOTED, reason);
    }

    /** The same, with what came of it elsewhere. */
    Heard and(Heard other) {
        return new Heard(Stream.concat(kept.stream(), other.kept.stream()).toList(), Stream.concat(incidents.stream(),
                other.incidents().stream()).toList(), Stream.concat(signals
                        .stream(), other.signals().stream()).toList(), outcome, reason);
    }

    /** The same, with something to tell. */
    Heard tell(List<Signal> more) {
        return new Heard(kept, incidents, more, outcome, reason);
    }

    /** The same, with something that is kept first. */
    Heard keeping(Effect first) {
        return new Heard(List.of(first), incidents, signals, outcome, reason);
    }

    /** The same, with several things that are kept first. */
    Heard keeping(List<Effect> first) {
        return new Heard(first, incidents, signals, outcome, reason);
    }
}
