package dev.tocsin.standalone.broker;

/** The embedded broker cannot start; the message says what stands in its way. */
public final class BrokerStartException extends RuntimeException {

    public BrokerStartException(String message) {
        super(message);
    }

    public BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
