package dev.tocsin.standalone.registry;

import java.util.function.Function;
import java.util.function.Supplier;

import dev.tocsin.standalone.registry.RegistryEvent.Registered;
import org.apache.avro.Schema;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The book and its topic together: a change is written first and then counts, one at a time. When a write fails, it is not
 * known whether it is kept, so the next change first opens the topic anew and reads the book from it; without that, one id
 * could come to mean two schemas. Questions are answered all the while. Safe for use by many threads.
 */
final class RegistryStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryStore.class);

    private enum State {
        WRITABLE, IN_DOUBT, TAKEN_OVER
    }

    private final Supplier<SchemaTopic> topics;
    private final int replication;
    private final Object writing = new Object();
    private final Object reading = new Object();
    private SchemaBook book = new SchemaBook();
    private SchemaTopic topic;
    private volatile State state = State.IN_DOUBT;

    /**
     * @param topics
     *            makes a client of the topic
     * @param replication
     *            replication factor if the topic must be made
     */
    RegistryStore(Supplier<SchemaTopic> topics, int replication) {
        this.topics = topics;
        this.replication = replication;
    }

    /** Reads the book from the topic and becomes its only writer. */
    void open() {
        synchronized (writing) {
            reopen();
        }
    }

    /** Answers a question from the book. */
    <A> A ask(Function<SchemaBook, A> question) {
        synchronized (reading) {
            return question.apply(book);
        }
    }

    /**
     * Registers a schema, or finds it.
     *
     * @throws RegistryError
     *             when it is not compatible, or cannot be kept
     */
    Registered register(String subject, Schema schema) {
        var known = ask(book -> book.find(subject, schema));
        if (known.isPresent()) {
            return known.get();
        }
        synchronized (writing) {
            makeWritable();
            return switch (ask(book -> book.register(subject, schema))) {
                case SchemaBook.Registration.Known there -> there.version();
                case SchemaBook.Registration.Fresh fresh -> {
                    write(fresh.version());
                    yield fresh.version();
                }
                case SchemaBook.Registration.Incompatible no -> throw RegistryError.incompatible(no.reason());
            };
        }
    }

    /**
     * Keeps an event and lets it count.
     *
     * @throws RegistryError
     *             when it cannot be kept
     */
    void change(RegistryEvent event) {
        synchronized (writing) {
            makeWritable();
            write(event);
        }
    }

    /** Whether another registry became the writer; this one then only answers questions. */
    boolean takenOver() {
        return state == State.TAKEN_OVER;
    }

    @Override
    public void close() {
        synchronized (writing) {
            if (topic != null) {
                topic.close();
            }
        }
    }

    private void makeWritable() {
        switch (state) {
            case WRITABLE -> {
            }
            case TAKEN_OVER -> throw RegistryError.storeAway("another registry took over as its writer");
            case IN_DOUBT -> {
                try {
                    reopen();
                } catch (KafkaException away) {
                    throw RegistryError.storeAway(String.valueOf(away.getMessage()));
                }
            }
        }
    }

    private void reopen() {
        if (topic != null) {
            topic.close();
        }
        topic = topics.get();
        var read = new SchemaBook();
        topic.open(replication, read::apply);
        synchronized (reading) {
            book = read;
        }
        state = State.WRITABLE;
    }

    private void write(RegistryEvent event) {
        try {
            topic.write(event);
        } catch (ProducerFencedException | InvalidProducerEpochException fenced) {
            state = State.TAKEN_OVER;
            throw RegistryError.storeAway("another registry took over as its writer");
        } catch (KafkaException away) {
            state = State.IN_DOUBT;
            LOG.warn("cannot write the registry's topic: {}", away.getMessage());
            throw RegistryError.storeAway(String.valueOf(away.getMessage()));
        }
        synchronized (reading) {
            book.apply(event);
        }
    }
}
