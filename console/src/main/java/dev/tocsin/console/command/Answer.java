package dev.tocsin.console.command;

import dev.tocsin.console.projection.Headline;

/** What became of an order. */
public sealed interface Answer {

    /** The log has it; the correlator has not been seen to carry it out yet. */
    record Accepted(String commandId) implements Answer {}

    /** It was carried out, and this is the incident now. */
    record CarriedOut(String commandId, Headline incident) implements Answer {}

    /** It was refused. */
    record Refused(String commandId, String reason) implements Answer {}

    /** No such incident is known here. */
    record UnknownIncident(String incidentId) implements Answer {}
}
