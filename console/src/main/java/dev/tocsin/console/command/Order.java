package dev.tocsin.console.command;

import java.util.Map;

import dev.tocsin.event.CommandKind;

/**
 * What a person asked for, checked.
 *
 * @param commandId
 *            the same id twice is carried out once
 * @param actor
 *            who asks
 * @param via
 *            console or api
 * @param note
 *            free text, may be empty
 * @param arguments
 *            what the kind needs, by name
 */
public record Order(String incidentId, CommandKind kind, String commandId, String actor, String via, String note,
        Map<String, String> arguments) {

    public Order {
        arguments = Map.copyOf(arguments);
    }
}
