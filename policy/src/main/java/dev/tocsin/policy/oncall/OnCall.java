package dev.tocsin.policy.oncall;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Computes who is on call. */
public interface OnCall {

    /** Its name; a ladder's step notifies it as it notifies a target. */
    String name();

    /**
     * Names of the targets that are on call at a moment, each once, first first.
     *
     * @return empty in a gap
     */
    List<String> at(Instant moment);

    /** Names of all targets that are ever on call by it, each once. */
    List<String> everybody();

    /** In which zone its people read times, if it says so. */
    default Optional<ZoneId> readIn() {
        return Optional.empty();
    }
}
