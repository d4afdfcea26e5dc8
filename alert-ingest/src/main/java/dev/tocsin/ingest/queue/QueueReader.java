package dev.tocsin.ingest.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the messages of a queue to where they are stored, in their order: after one that cannot be stored, the rest of what was
 * received goes back, as does what could not be stored before others receive it again.
 */
public final class QueueReader {

    /** What a poll did. */
    public enum Step {
        /** Kafka or the policy is not there; nothing was received. */
        WAITING,
        /** Nothing lay in the queue. */
        EMPTY,
        /** All that was received is stored. */
        RECEIVED,
        /** Some of what was received could not be stored, and goes back. */
        NOT_STORED,
        /** The queue did not answer. */
        FAILED;

        /** Whether the next poll may follow at once. */
        boolean goesOn() {
            return this == EMPTY || this == RECEIVED;
        }

        /** As metrics spell it. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(QueueReader.class);

    private final MessageQueue queue;
    private final QueueDesk desk;
    private final Duration hidden;
    private final LongSupplier nanos;
    private final BooleanSupplier stopping;

    /**
     * @param hidden
     *            for how long others do not receive what was received: the visibility timeout
     * @param nanos
     *            the monotonic clock
     * @param stopping
     *            whether the service stops: no further message is begun
     */
    public QueueReader(MessageQueue queue, QueueDesk desk, Duration hidden, LongSupplier nanos,
            BooleanSupplier stopping) {
        this.queue = queue;
        this.desk = desk;
        this.hidden = hidden;
        this.nanos = nanos;
        this.stopping = stopping;
    }

    /** Polls once. */
    public Step next() {
        var step = step();
        desk.polled(step);
        return step;
    }

    private Step step() {
        if (!desk.ready()) {
            return Step.WAITING;
        }
        try {
            var began = nanos.getAsLong();
            var received = queue.receive();
            return received.isEmpty() ? Step.EMPTY : stored(received, began);
        } catch (IOException failed) {
            desk.failed(failed.getMessage());
            LOG.warn("queue: {}", failed.getMessage());
            return Step.FAILED;
        }
    }

    private Step stored(List<QueueMessage> received, long began) throws IOException {
        var stored = new ArrayList<QueueMessage>();
        for (var message : received) {
            if (stopping.getAsBoolean() || isLate(began) || !desk.take(message)) {
                break;
            }
            stored.add(message);
        }
        if (!stored.isEmpty()) {
            queue.delete(stored);
        }
        if (stored.size() == received.size()) {
            return Step.RECEIVED;
        }
        queue.release(received.subList(stored.size(), received.size()));
        return Step.NOT_STORED;
    }

    /** Half of the time is for the message that is begun now and for deleting all. */
    private boolean isLate(long began) {
        return nanos.getAsLong() - began > hidden.toNanos() / 2;
    }
}
