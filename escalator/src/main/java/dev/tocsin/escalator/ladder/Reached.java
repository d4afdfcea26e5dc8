package dev.tocsin.escalator.ladder;

import java.util.List;

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

    boolean isEmpty() {
        return told.isEmpty();
    }
}
