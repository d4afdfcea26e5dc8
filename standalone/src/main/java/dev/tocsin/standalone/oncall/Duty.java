package dev.tocsin.standalone.oncall;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Some time in which people are on call.
 *
 * @param people
 *            names of targets, first first
 * @param to
 *            exclusive
 */
record Duty(Set<String> people, Instant from, Instant to) {

    Duty {
        people = Collections.unmodifiableSet(new LinkedHashSet<>(people));
    }

    boolean covers(Instant begin, Instant end) {
        return !from.isAfter(begin) && !to.isBefore(end);
    }
}
