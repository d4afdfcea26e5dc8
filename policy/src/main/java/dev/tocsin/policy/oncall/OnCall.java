package dev.tocsin.policy.oncall;

import java.time.Instant;
import java.util.List;

/** Who is on call when. */
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
}
