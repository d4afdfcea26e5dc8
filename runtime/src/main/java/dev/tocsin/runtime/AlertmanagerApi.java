package dev.tocsin.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How a service tells the tools of Alertmanager that it speaks Alertmanager's API. */
public final class AlertmanagerApi {

    /** Version of Alertmanager whose API is spoken. */
    public static final String VERSION = "0.28.0";

    private AlertmanagerApi() {}

    /** Adds {@code alertmanager_build_info}, which karma reads first, and asks to be at least 0.22. */
    public static void announce(MeterRegistry registry) {
        Gauge.builder("alertmanager.build.info", () -> 1).description(
                "Version of Alertmanager whose API this service speaks.").tag("version", VERSION).register(registry);
    }
}
