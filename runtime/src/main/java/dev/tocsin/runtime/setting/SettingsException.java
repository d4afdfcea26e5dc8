package dev.tocsin.runtime.setting;

/** A setting is missing or wrong; the message names it and says what to write. */
public final class SettingsException extends RuntimeException {

    public SettingsException(String message) {
        super(message);
    }

    public SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
