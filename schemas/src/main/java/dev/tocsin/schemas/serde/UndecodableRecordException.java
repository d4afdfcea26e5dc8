package dev.tocsin.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** These bytes will never become a record of ours, however often they are read: poison. The message says why. */
public final class UndecodableRecordException extends SerializationException {

    public UndecodableRecordException(String message) {
        super(message);
    }

    public UndecodableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
