package dev.tocsin.ingest.metric;

import static dev.tocsin.runtime.metric.MetricSpec.counter;
import static dev.tocsin.runtime.metric.MetricSpec.gauge;
import static dev.tocsin.runtime.metric.MetricSpec.histogram;

import java.util.List;

import dev.tocsin.runtime.metric.MetricSpec;

/** The metrics of ingest. */
public final class IngestMeters {

    /** Requests by outcome. */
    public static final MetricSpec REQUESTS = counter("tocsin.ingest.requests",
            "Requests by outcome.", "source", "outcome");

    /** Time to answer a request. */
    public static final MetricSpec REQUEST_DURATION = histogram("tocsin.ingest.request.duration",
            "Time from the first byte of a request to its answer.", "source");

    /** Valid requests that contained no alert, by reason. */
    public static final MetricSpec REQUESTS_WITHOUT_ALERTS = counter("tocsin.ingest.requests.without.alerts",
            "Valid requests that contained no alert, by reason.", "source", "reason");

    /** Requests of a known sender that could not be read, in whole or in part. */
    public static final MetricSpec REQUESTS_UNREADABLE = counter("tocsin.ingest.requests.unreadable",
            "Requests of a known sender that could not be read, in whole or in part.", "source", "reason");

    /** Requests that were not authentic. */
    public static final MetricSpec REQUESTS_FORGED = counter("tocsin.ingest.requests.forged",
            "Requests that were not authentic.", "source", "reason");

    /** Requests that went to quarantine. */
    public static final MetricSpec REQUESTS_QUARANTINED = counter("tocsin.ingest.requests.quarantined",
            "Requests that went to quarantine.", "source", "reason");

    /** Repeats of a request under way; they got its outcome. */
    public static final MetricSpec REQUESTS_REPEATED = counter("tocsin.ingest.requests.repeated",
            "Repeats of a request under way; they got its outcome.", "source");

    /** Requests refused with 503, by reason. */
    public static final MetricSpec REQUESTS_UNAVAILABLE = counter("tocsin.ingest.requests.unavailable",
            "Requests refused with 503, by reason.", "source", "reason");

    /** Alerts written to Kafka. */
    public static final MetricSpec ALERTS = counter("tocsin.ingest.alerts",
            "Alerts written to Kafka.", "source");

    /** Alerts replaced by a later one with the same identity in the same request. */
    public static final MetricSpec ALERTS_FOLDED = counter("tocsin.ingest.alerts.folded",
            "Alerts replaced by a later one with the same identity in the same request.", "source");

    /** Alerts that senders omitted, by their own count. */
    public static final MetricSpec ALERTS_TRUNCATED = counter("tocsin.ingest.alerts.truncated",
            "Alerts that senders omitted, by their own count.", "source");

    /** Changes written to Kafka. */
    public static final MetricSpec CHANGES = counter("tocsin.ingest.changes",
            "Changes written to Kafka.", "source");

    /** Commands from PagerDuty and Opsgenie written to Kafka. */
    public static final MetricSpec COMMANDS = counter("tocsin.ingest.commands",
            "Commands from PagerDuty and Opsgenie written to Kafka.", "source");

    /** Beats of heartbeats written to Kafka. */
    public static final MetricSpec HEARTBEATS = counter("tocsin.ingest.heartbeats",
            "Calls of heartbeats written to Kafka.", "source");

    /** Open connections. */
    public static final MetricSpec CONNECTIONS = gauge("tocsin.ingest.connections",
            "Open connections.");

    /** Connections that ingest closed, by reason. */
    public static final MetricSpec CONNECTIONS_CLOSED = counter("tocsin.ingest.connections.closed",
            "Connections that ingest closed, by reason.", "reason");

    /** Memory used by the bodies of requests under way. */
    public static final MetricSpec BODIES_IN_FLIGHT = gauge("tocsin.ingest.bodies.in.flight.bytes",
            "Memory used by the bodies of requests under way.");

    /** Sources whose requests cannot be read now. */
    public static final MetricSpec SOURCES_UNREADABLE = gauge("tocsin.ingest.sources.unreadable",
            "Sources whose requests cannot be read now.");

    /** 1 while requests of the source get 503 and none of it is stored. */
    public static final MetricSpec SOURCE_STARVED = gauge("tocsin.ingest.source.starved",
            "1 while every request of the source is refused.", "source");

    /** Requests for the spool. */
    public static final MetricSpec SPOOLED = counter("tocsin.ingest.spooled",
            "Requests that Kafka did not take in time, by what the spool did with them: kept, full or failed.",
            "source",
            "outcome");

    /** Requests that left the spool. */
    public static final MetricSpec DRAINED = counter("tocsin.ingest.spool.drained",
            "Requests written from the spool to Kafka.", "source");

    /** Requests in the spool. */
    public static final MetricSpec SPOOL_REQUESTS = gauge("tocsin.ingest.spool.requests",
            "Requests in the spool.");

    /** Size of the spool. */
    public static final MetricSpec SPOOL_BYTES = gauge("tocsin.ingest.spool.bytes",
            "Size of the spool on disk.");

    /** Pages sent directly while Kafka was unavailable. */
    public static final MetricSpec EMERGENCY_PAGES = counter("tocsin.ingest.emergency.pages",
            "Attempts to page by the emergency channel while Kafka was unavailable: delivered or failed.", "outcome");

    /** Alerts that wait for Kafka and would page. */
    public static final MetricSpec EMERGENCY_WAITING = gauge("tocsin.ingest.emergency.waiting",
            "Alerts that match the emergency rules, wait for Kafka and were not paged yet.");

    /** Polls of queues. */
    public static final MetricSpec QUEUE_POLLS = counter("tocsin.ingest.queue.polls",
            "Polls of the queue of a source: received, empty, not-stored, failed, or waiting for Kafka or the policy.",
            "source", "outcome");

    /** When a request of a source was accepted last. */
    public static final MetricSpec SOURCE_LAST_ACCEPTED = gauge("tocsin.ingest.source.last.accepted",
            "Time of the last accepted request, in seconds since 1970; 0 for none.", "source");

    /** When a source was last refused. */
    public static final MetricSpec SOURCE_LAST_REFUSED = gauge("tocsin.ingest.source.last.refused",
            "Time of the last refused request, in seconds since 1970; 0 for none.", "source");

    /** Clock of a source. */
    public static final MetricSpec SOURCE_CLOCK_SKEW = gauge("tocsin.ingest.source.clock.skew.seconds",
            "How far the clock of the source is ahead of ours (behind: negative), by the newest times of the last day; NaN if unknown.",
            "source");

    /** 1 while a source is silent for longer than ever before. */
    public static final MetricSpec SOURCE_SILENT = gauge("tocsin.ingest.source.silent",
            "1 while a source is silent for longer than ever before.", "source");

    /** All. */
    public static final List<MetricSpec> ALL = List.of(REQUESTS, REQUEST_DURATION, REQUESTS_WITHOUT_ALERTS,
            REQUESTS_UNREADABLE, REQUESTS_FORGED, REQUESTS_QUARANTINED, REQUESTS_REPEATED, REQUESTS_UNAVAILABLE, ALERTS,
            ALERTS_FOLDED, ALERTS_TRUNCATED, CHANGES, COMMANDS, HEARTBEATS, CONNECTIONS, CONNECTIONS_CLOSED,
            BODIES_IN_FLIGHT,
            SOURCES_UNREADABLE, SOURCE_STARVED, SPOOLED, DRAINED, SPOOL_REQUESTS, SPOOL_BYTES, EMERGENCY_PAGES,
            EMERGENCY_WAITING, QUEUE_POLLS, SOURCE_LAST_ACCEPTED,
            SOURCE_LAST_REFUSED, SOURCE_CLOCK_SKEW, SOURCE_SILENT);

    private IngestMeters() {}
}
