package dev.tocsin.runtime.metric;

import static dev.tocsin.runtime.metric.MetricSpec.gauge;

import java.util.List;

import dev.tocsin.runtime.metric.MetricSpec;

/** Metrics of several services. */
public final class CommonMetrics {

    /** How far the system clock is ahead of the clock that timers run on. */
    public static final MetricSpec CLOCK_AHEAD = gauge("tocsin.clock.ahead.seconds",
            "How far the system clock is ahead of the clock that timers run on.", "application");

    /** Free space of the disk that holds the data folder. */
    public static final MetricSpec DISK_FREE = gauge("tocsin.disk.free.bytes",
            "Free space of the disk that holds the data folder.");

    /** 1 while the disk is full or not writable, so that alerts are refused. */
    public static final MetricSpec DISK_FULL = gauge("tocsin.disk.full",
            "1 while the disk is full or not writable, so that alerts are refused.");

    /** How long the certificate of the server is still valid. */
    public static final MetricSpec TLS_EXPIRY = gauge("tocsin.tls.certificate.expiry.seconds",
            "Time until the certificate that the service serves expires; only with `http.tls.certificate`.");

    /** All. */
    public static final List<MetricSpec> ALL = List.of(CLOCK_AHEAD, DISK_FREE, DISK_FULL, TLS_EXPIRY);

    private CommonMetrics() {}
}
