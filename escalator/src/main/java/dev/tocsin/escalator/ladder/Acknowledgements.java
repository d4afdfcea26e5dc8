package dev.tocsin.escalator.ladder;

import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.Incident;
import dev.tocsin.state.Told;

/**
 * Who acknowledged an incident, and how many are still missing. While it is open, those who have acknowledged are not
 * paged again, and the ladder looks for the others.
 */
record Acknowledgements(List<Acknowledgement> given, int missing) {

    private static final Acknowledgements NONE = new Acknowledgements(List.of(), 0);

    Acknowledgements {
        given = List.copyOf(given);
    }

    /** What counts while more are needed: once there were enough and it is open all the same, none counts. */
    static Acknowledgements soFar(Incident incident) {
        var given = incident.getAcknowledgements();
        var people = given.stream().map(Acknowledgement::getBy).distinct().count();
        return people == 0 || people >= incident.getAcknowledgesNeeded()
                ? NONE
                : new Acknowledgements(given, (int) (incident.getAcknowledgesNeeded() - people));
    }

    boolean areNone() {
        return given.isEmpty();
    }

    /** Those of them who have not acknowledged; people write themselves in their own way, or come by their address. */
    List<Told> withoutThem(List<Told> all) {
        if (areNone()) {
            return all;
        }
        var answered = all.stream().filter(this::isOfOne).map(Told::getTarget).collect(Collectors.toSet());
        return all.stream().filter(told -> !answered.contains(told.getTarget())).toList();
    }

    /** Such as {@code anna acknowledged, 1 more is needed}. */
    String words() {
        return given.stream().map(Acknowledgement::getBy).distinct().collect(Collectors.joining(" and "))
                + " acknowledged, " + missing + (missing == 1 ? " more is needed" : " more are needed");
    }

    /** Who did, and from where: {@code anna via slack and bob via console}; whoever the snapshot names otherwise. */
    static String whoAndFromWhere(Incident incident) {
        return incident.getAcknowledgements().isEmpty()
                ? incident.getAcknowledgedBy()
                : incident.getAcknowledgements().stream().map(one -> one.getBy() + (one.getVia().isEmpty()
                        ? ""
                        : " via " + one.getVia())).distinct().collect(Collectors.joining(" and "));
    }

    /** Who did: {@code anna and bob}. */
    static String who(Incident incident) {
        return incident.getAcknowledgements().isEmpty()
                ? incident.getAcknowledgedBy()
                : incident.getAcknowledgements().stream().map(Acknowledgement::getBy).distinct()
                        .collect(Collectors.joining(" and "));
    }

    private boolean isOfOne(Told told) {
        return given.stream().map(Acknowledgement::getBy).anyMatch(by -> by.equalsIgnoreCase(told.getTarget()) || by
                .equalsIgnoreCase(told.getAddress()));
    }
}
