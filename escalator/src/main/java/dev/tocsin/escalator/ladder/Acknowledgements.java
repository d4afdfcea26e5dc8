package dev.tocsin.escalator.ladder;

import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.Incident;
import dev.tocsin.state.Told;

/**
 * Acknowledgements of an incident that needs several. Until there are enough, the ladder continues and does not page those who acknowledged.
 */
record Acknowledgements(List<Acknowledgement> given, int missing) {

    private static final Acknowledgements NONE = new Acknowledgements(List.of(), 0);

    Acknowledgements {
        given = List.copyOf(given);
    }

    /** Acknowledgements that count now: none once there were enough and the incident is open again. */
    static Acknowledgements soFar(Incident incident) {
        var given = incident.getAcknowledgements();
        var people = given.stream().map(Acknowledgement::getBy).distinct().count();
        return people == 0 || people >= incident.getAcknowledgesNeeded()
                ? NONE
                : new Acknowledgements(given, (int) (incident.getAcknowledgesNeeded() - people));
    }

    boolean isEmpty() {
        return given.isEmpty();
    }

    /** Those who have not acknowledged, compared by name or address, ignoring case. */
    List<Told> notAcknowledged(List<Told> all) {
        if (isEmpty()) {
            return all;
        }
        var answered = all.stream().filter(this::isOfOne).map(Told::getTarget).collect(Collectors.toSet());
        return all.stream().filter(told -> !answered.contains(told.getTarget())).toList();
    }

    /** Such as {@code anna acknowledged, 1 more acknowledgement is needed}. */
    String words() {
        return given.stream().map(Acknowledgement::getBy).distinct().collect(Collectors.joining(" and "))
                + " acknowledged, " + missing + (missing == 1
                        ? " more acknowledgement is needed"
                        : " more acknowledgements are needed");
    }

    /** Who acknowledged and from where: {@code anna via slack and bob via console}. */
    static String whoAndVia(Incident incident) {
        return incident.getAcknowledgements().isEmpty()
                ? incident.getAcknowledgedBy()
                : incident.getAcknowledgements().stream().map(one -> one.getBy() + (one.getVia().isEmpty()
                        ? ""
                        : " via " + one.getVia())).distinct().collect(Collectors.joining(" and "));
    }

    /** Who acknowledged: {@code anna and bob}. */
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
