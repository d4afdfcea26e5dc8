package dev.tocsin.schemas.command;

import static dev.tocsin.schemas.command.Argument.required;
import static dev.tocsin.schemas.command.ArgumentType.ALERTS;
import static dev.tocsin.schemas.command.ArgumentType.INCIDENT;
import static dev.tocsin.schemas.command.CommandSpec.command;
import static dev.tocsin.schemas.command.Stage.ACTIVE;

import java.util.List;

import dev.tocsin.event.CommandKind;

/** Commands that move alerts between incidents. */
final class GroupingCommands {

    static final List<CommandSpec> ALL = List.of(
            command(CommandKind.MERGE, "merge", "Merge",
                    "Merges an incident into another one; one of another service becomes its parent.").reveals()
                    .takes(required("into", INCIDENT, "ID of the other incident."))
                    .when(ACTIVE)
                    .reads("{actor} merged the incident into {into} ({title})"),
            command(CommandKind.SPLIT, "split", "Split", "Moves alerts of an incident to a new incident.").reveals()
                    .takes(required("alerts", ALERTS, "Alerts to move, by identity."))
                    .when(ACTIVE)
                    .reads("{actor} split off incident {into}; alerts moved: {total}"),
            command(CommandKind.MOVE, "move", "Move alerts", "Moves alerts of an incident to another incident.")
                    .reveals()
                    .takes(required("to", INCIDENT, "ID of the other incident."), required("alerts", ALERTS,
                            "Alerts to move, by identity."))
                    .when(ACTIVE)
                    .reads("{actor} moved alerts to incident {into}; alerts moved: {total}"));

    private GroupingCommands() {}
}
