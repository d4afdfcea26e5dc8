package dev.tocsin.notifier.secret;

/** A referenced secret does not exist. The message names the reference, never a value. */
public final class MissingSecretException extends Exception {

    public MissingSecretException(String message) {
        super(message);
    }
}
