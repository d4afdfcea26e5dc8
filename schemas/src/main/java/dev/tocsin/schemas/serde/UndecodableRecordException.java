package dev.tocsin.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The bytes can never be decoded: a poison record. The message says why. */
public final class UndecodableRecordException extends SerializationException {

    public UndecodableRecordException(String message) {
        super(message);
    }

    public UndecodableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
