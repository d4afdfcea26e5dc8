package dev.tocsin.schemas.command;

import java.util.Map;
import java.util.Optional;

/** What the arguments of a command may not say at some stages of an incident. */
@FunctionalInterface
public interface CommandCondition {

    /** Why the arguments do not fit; empty if they do. */
    Optional<CommandRefusalReason> refusal(Stage stage, Map<String, String> arguments);
}
