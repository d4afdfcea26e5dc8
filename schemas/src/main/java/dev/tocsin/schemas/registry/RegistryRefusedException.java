package dev.tocsin.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry answered, and the answer is no: unknown id or subject, incompatible or invalid schema. Asking again gives
 * the same answer.
 */
public final class RegistryRefusedException extends SerializationException {

    private final int code;

    /**
     * @param code
     *            {@code error_code} of the answer, in Confluent's numbering
     * @param message
     *            the answer's message and what was asked
     */
    public RegistryRefusedException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** {@code error_code} of the answer: 40403 unknown schema, 409 incompatible, 42201 invalid, ... */
    public int code() {
        return code;
    }

    /** Whether what was asked for does not exist there. */
    public boolean unknown() {
        return code / 100 == 404;
    }
}
