package dev.tocsin.schemas.incident;

import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.Resolution;

/** Distinguishes the ways in which an incident can end. */
public final class Ends {

    /** {@link Incident#getResolvedBy()} of an incident that its alerts resolved. */
    private static final String SOURCE = "source";

    private Ends() {}

    /**
     * Why an incident is resolved although no source said that it recovered: nothing was heard of its last alert for too
     * long, or the alert was deleted where it came from. Empty when a source said so, or a person resolved it. The trouble
     * may go on.
     */
    public static Optional<String> withoutRecovery(Incident incident) {
        return incident.getResolvedBy().equals(SOURCE)
                ? incident.getResolution().map(Resolution::getCause).filter(cause -> !cause.isEmpty())
                : Optional.empty();
    }
}
