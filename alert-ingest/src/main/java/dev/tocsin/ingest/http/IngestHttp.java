package dev.tocsin.ingest.http;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

import dev.tocsin.ingest.IngestIds;
import dev.tocsin.ingest.IngestMetrics;
import dev.tocsin.ingest.ServiceMapping;
import dev.tocsin.ingest.publish.AlertPublisher;
import dev.tocsin.ingest.quarantine.ForgedSample;
import dev.tocsin.ingest.quarantine.UnreadableBodies;
import dev.tocsin.ingest.source.Sources;
import dev.tocsin.ingest.source.Subscriptions;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.Settings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Puts the HTTP side together from settings. */
public final class IngestHttp {

    private static final int MOST_BODY_BYTES = 10 * 1024 * 1024;
    private static final int MOST_RATIO = 20;
    private static final int MOST_REQUESTS = 2000;
    private static final long MOST_BYTES_IN_FLIGHT = 48L * 1024 * 1024;
    private static final int FORGED_PER_MINUTE = 10;
    private static final int FORGED_BYTES = 4 * 1024;

    private IngestHttp() {}

    /** A server, not started. */
    public static IngestServer server(Settings settings, Clock clock, PrometheusMeterRegistry registry, Sources sources,
            AlertPublisher publisher, ServiceMapping services, Subscriptions subscriptions, UnreadableBodies unreadable,
            Supplier<Health> health) {
        var metrics = new IngestMetrics(registry);
        var sample = new ForgedSample(settings.integer("quarantine.forged-per-minute", FORGED_PER_MINUTE),
                settings.integer("quarantine.forged-bytes", FORGED_BYTES), clock);
        var random = new SecureRandom();
        var admission = new Admission(settings.integer("http.max-requests", MOST_REQUESTS),
                settings.longInteger("http.max-bytes-in-flight", MOST_BYTES_IN_FLIGHT));
        registry.gauge("tocsin.ingest.bytes.in.flight", admission, Admission::bytes);
        registry.gauge("tocsin.ingest.sources.unreadable", unreadable, all -> all.troubled().size());
        var intake = new Intake(publisher, services, sample, subscriptions, unreadable, metrics, random);
        var webhooks = new WebhookHandler(admission,
                new BodyReader(settings.integer("http.max-body-bytes", MOST_BODY_BYTES),
                        settings.integer("http.max-gzip-ratio", MOST_RATIO)),
                intake, new IngestIds(clock, random), metrics, clock, sample.mostBytes());
        return new IngestServer(settings.string("http.host", "127.0.0.1"), settings.integer("http.port", 0), sources,
                webhooks, health, registry);
    }
}
