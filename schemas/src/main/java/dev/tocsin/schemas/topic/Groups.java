package dev.tocsin.schemas.topic;

/** The consumer groups of the services, under which the brokers keep how far each has read. */
public final class Groups {

    /** Reads {@link Topics#SIGNALS}. */
    public static final String CORRELATOR = "tocsin-correlator";

    /** Reads {@link Topics#INCIDENTS}. */
    public static final String ESCALATOR = "tocsin-escalator";

    /** Reads {@link Topics#NOTIFICATIONS}. */
    public static final String NOTIFIER = "tocsin-notifier";

    /** Reads {@link Topics#CHANNEL_TESTS}. */
    public static final String CHANNEL_TESTS = "tocsin-notifier-channel-tests";

    private Groups() {}
}
