package dev.tocsin.console.command;

import dev.tocsin.console.projection.IncidentHeadline;

/** The result of a command. */
public sealed interface CommandAnswer {

    /** Kafka has the command; the correlator has not answered yet. */
    record Accepted(String commandId) implements CommandAnswer {}

    /** The command took effect; with the new state of the incident. */
    record CarriedOut(String commandId, IncidentHeadline incident) implements CommandAnswer {}

    /** The command was refused. */
    record Refused(String commandId, String reason) implements CommandAnswer {}

    /** The console has no such incident. */
    record UnknownIncident(String incidentId) implements CommandAnswer {}
}
