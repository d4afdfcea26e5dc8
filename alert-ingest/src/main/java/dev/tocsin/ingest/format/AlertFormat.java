package dev.tocsin.ingest.format;

/** Reads what one kind of source sends. */
public interface AlertFormat {

    /** Its name in settings, records and paths. */
    String name();

    /** Whether it reads bodies of whatever content type; otherwise only JSON types, or none at all, are taken. */
    boolean anyContentType();

    /** Whether its bodies can hold an alert, so that one that cannot be read may hide one. */
    default boolean carriesAlerts() {
        return true;
    }

    /**
     * Whether its identities outlive the labels: then the labels, and with them the service, may change while the alert
     * fires.
     */
    default boolean identityOutlivesLabels() {
        return false;
    }

    /** The same, where what others opened at the sender becomes alerts too; itself where it makes no difference. */
    default AlertFormat takingAlerts() {
        return this;
    }

    /** Whether the path behind its name belongs to it, whatever the method; then it has one source. */
    default boolean ownsPath() {
        return false;
    }

    /** The bytes that are stored of a request: all, except where a body holds a secret. Never throws. */
    default byte[] stored(Incoming incoming) {
        return incoming.body();
    }

    /** What a sender is told whose request is kept on disk while Kafka is away. Never throws. */
    default Reply kept(Incoming incoming) {
        return Reply.STANDARD;
    }

    /** Reads an authentic request. Never throws. */
    Reading read(Incoming incoming);

    /** Whether the policy in force says how a request is read: until that is known, it must come again later. */
    default boolean needsPolicy(Incoming incoming) {
        return false;
    }

    /**
     * Reads an authentic request where the policy in force may say how. Never throws.
     */
    default Reading read(Incoming incoming, Mappings mappings) {
        return read(incoming);
    }
}
