package dev.tocsin.standalone.cases;

import dev.tocsin.policy.yaml.SourcePosition;

/** A step of a case that cannot be taken, such as a command to an incident that never opened. */
public final class UnplayableStep extends RuntimeException {

    private final transient SourcePosition place;

    UnplayableStep(SourcePosition place, String why) {
        super(why);
        this.place = place;
    }

    /** Where the step stands in its file. */
    public SourcePosition place() {
        return place;
    }
}
