package dev.tocsin.runtime;

import io.javalin.config.JavalinConfig;

/** Defaults of all HTTP servers: no banner, virtual threads, no version in responses, bounded headers. */
public final class HttpDefaults {

    private static final int HEADER_BYTES = 16 * 1024;

    private HttpDefaults() {}

    /** Applies the defaults. */
    public static void apply(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.concurrency.useVirtualThreads = true;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(true);
            http.setRequestHeaderSize(HEADER_BYTES);
        });
    }
}
