package dev.tocsin.escalator.ladder;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.state.Told;

/**
 * Whom names reach.
 *
 * @param told
 *            every destination once, in the order of the names
 * @param remarks
 *            what was odd about it, for those who are told
 */
record Reached(List<Told> told, List<String> remarks) {

    Reached {
        told = List.copyOf(told);
        remarks = List.copyOf(remarks);
    }

    /** The same but for some destinations. */
    Reached without(Set<String> destinations) {
        return new Reached(told.stream().filter(one -> !destinations.contains(one.getDestination())).toList(), remarks);
    }

    /** Where they are told. */
    Set<String> destinations() {
        return told.stream().map(Told::getDestination).collect(Collectors.toUnmodifiableSet());
    }

    /** The same with one more remark. */
    Reached remarked(String remark) {
        return new Reached(told, Stream.concat(remarks.stream(), Stream.of(remark)).toList());
    }

    boolean isEmpty() {
        return told.isEmpty();
    }
}
