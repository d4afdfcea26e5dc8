package dev.tocsin.notifier.secret;

import java.util.Objects;

/** A secret in memory; its text is masked. */
public final class Secret {

    private final String value;

    /** A secret. */
    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** The secret in clear text: for requests, never for a log or a message. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
