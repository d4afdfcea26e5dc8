package dev.tocsin.ingest.queue;

/** Where the messages of a queue go. */
public interface QueueDesk {

    /** Whether receiving makes sense now: what cannot be stored stays in the queue, and is not counted as received. */
    boolean ready();

    /** Stores a message; true once it is on Kafka, in the spool or in quarantine. */
    boolean take(QueueMessage message);

    /** A poll ended. */
    void polled(QueueReader.Step step);

    /** The queue did not answer, for this reason. */
    void failed(String why);
}
