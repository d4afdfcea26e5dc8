package dev.tocsin.standalone.broker;

/** The embedded broker cannot start; the message says what stands in its way. */
public final class BrokerStartException extends RuntimeException {

    private final boolean lasting;

    private BrokerStartException(String message, Throwable cause, boolean lasting) {
        super(message, cause);
        this.lasting = lasting;
    }

    /** Another start may do. */
    public BrokerStartException(String message) {
        this(message, null, false);
    }

    /** Another start may do. */
    public BrokerStartException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** Another start would meet the same; the message says what to do. */
    static BrokerStartException lasting(String message, Throwable cause) {
        return new BrokerStartException(message, cause, true);
    }

    /** Whether another start would meet the same. */
    public boolean isLasting() {
        return lasting;
    }
}
