package dev.tocsin.console.command;

import java.util.Map;

import dev.tocsin.event.CommandKind;

/**
 * A valid command request.
 *
 * @param commandId
 *            a command with a repeated ID runs only once
 * @param actor
 *            person who sent it
 * @param via
 *            console or api
 * @param note
 *            free text, may be empty
 * @param arguments
 *            arguments of the kind, by name
 */
public record CommandRequest(String incidentId, CommandKind kind, String commandId, String actor, String via,
        String note,
        Map<String, String> arguments) {

    public CommandRequest {
        arguments = Map.copyOf(arguments);
    }
}
