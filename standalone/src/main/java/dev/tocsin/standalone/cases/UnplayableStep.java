package dev.tocsin.standalone.cases;

import dev.tocsin.policy.yaml.Place;

/** A step of a case that cannot be taken, such as a command to an incident that never opened. */
public final class UnplayableStep extends RuntimeException {

    private final transient Place place;

    UnplayableStep(Place place, String why) {
        super(why);
        this.place = place;
    }

    /** Where the step stands in its file. */
    public Place place() {
        return place;
    }
}
