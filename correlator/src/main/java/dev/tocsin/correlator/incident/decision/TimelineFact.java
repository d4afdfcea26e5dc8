package dev.tocsin.correlator.incident.decision;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.event.FactKind;

/**
 * A fact about an incident.
 *
 * @param summary
 *            one line for a person
 * @param actor
 *            who did it, or which part of the pipeline or outside of it
 * @param details
 *            what belongs to the kind, in the order of the names so that its bytes are always the same
 */
public record TimelineFact(FactKind kind, String summary, String actor, Map<String, String> details) {

    /** Actor of what alerts and timers bring about. */
    public static final String SOURCE = "source";

    public TimelineFact {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
