package dev.tocsin.ingest.source;

/** Whether a sender sends a request again that got 503. Decides where the request goes while Kafka is away. */
public enum Resending {
    /** For as long as an alert lasts, or for days: 503 is enough. */
    UNTIL_TAKEN,
    /** A few times within minutes: an outage of Kafka can last longer. */
    A_FEW_TIMES,
    /** A person waits for the answer, sees that it failed, and repeats it. */
    BY_A_PERSON,
    /** Not at all, or nobody knows. */
    NEVER;

    /** Whether its requests are kept in the spool. */
    public boolean needsSpool() {
        return this == A_FEW_TIMES || this == NEVER;
    }
}
