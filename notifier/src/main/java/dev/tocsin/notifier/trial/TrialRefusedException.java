package dev.tocsin.notifier.trial;

/** Thrown when a channel cannot be tested; the message says what to change. */
public final class TrialRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrialRefusedException(String message) {
        super(message);
    }
}
