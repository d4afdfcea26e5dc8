package dev.tocsin.benchmarks.pipeline;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program under load: takes alerts by HTTP, sends webhooks. */
interface Subject extends AutoCloseable {

    /** Where alerts are posted. */
    URI address();

    /** The body of a request with these alerts, each given by its labels. */
    String body(List<Map<String, String>> alerts);

    /** The process that does all of the work. */
    SubjectProcess process();

    /** From the start of the process until it said that it was ready. */
    Duration startTook();

    /** Lets it stop in order. */
    @Override
    default void close() {
        process().stop();
    }

    /** How a subject is brought up. */
    @FunctionalInterface
    interface Starter {

        /**
         * Starts one and waits until it is ready.
         *
         * @param folder
         *            what it keeps; empty for a first start
         * @param receiver
         *            where its pages go
         * @throws SubjectDown
         *             when it does not come up
         */
        Subject start(Path folder, URI receiver) throws IOException, InterruptedException;
    }
}
