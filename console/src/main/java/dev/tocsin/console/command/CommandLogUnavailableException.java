package dev.tocsin.console.command;

/** Kafka did not confirm a command in time. */
public final class CommandLogUnavailableException extends RuntimeException {

    public CommandLogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
