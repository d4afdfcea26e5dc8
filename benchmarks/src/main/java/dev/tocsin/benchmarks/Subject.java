package dev.tocsin.benchmarks;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A program under load: takes alerts by HTTP, sends webhooks. */
interface Subject extends AutoCloseable {

    String name();

    /** Where alerts are posted. */
    URI address();

    /** The body of a request with these alerts, each given by its labels. */
    String body(List<Map<String, String>> alerts);

    /** Resident memory of the process. */
    long residentMegabytes();

    @Override
    void close();
}
