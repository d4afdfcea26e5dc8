package dev.tocsin.ingest.queue;

import java.io.IOException;
import java.util.List;

/** A queue whose messages stay until they are deleted. */
public interface MessageQueue extends AutoCloseable {

    /**
     * The next messages, in their order; waits some seconds for one, and may return none.
     *
     * @throws IOException
     *             when the queue cannot be read; the message says why in a few words, without secrets
     */
    List<QueueMessage> receive() throws IOException;

    /** Deletes messages. Where that fails, they are received again. */
    void delete(List<QueueMessage> messages) throws IOException;

    /** Lets messages be received again at once. Where that fails, they are once the visibility timeout is over. */
    void release(List<QueueMessage> messages) throws IOException;

    @Override
    void close();
}
