package dev.tocsin.schemas.registry;

import org.apache.kafka.common.errors.RetriableException;

/**
 * No usable answer came from the schema registry, in spite of retries: not reachable, an error of its own, or it does
 * not accept our credentials. Says nothing about the record at hand, which must not be dropped or set aside for it.
 */
public final class RegistryUnavailableException extends RetriableException {

    public RegistryUnavailableException(String message) {
        super(message);
    }

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
