package dev.tocsin.notifier.secret;

/** A secret that is referred to is not there; the message names the reference, never a value. */
public final class MissingSecretException extends Exception {

    public MissingSecretException(String message) {
        super(message);
    }
}
