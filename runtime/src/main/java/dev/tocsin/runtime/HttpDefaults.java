package dev.tocsin.runtime;

import io.javalin.config.JavalinConfig;

/** What all our HTTP servers have in common: no banner, virtual threads, no version in answers, bounded headers. */
public final class HttpDefaults {

    private static final int HEADER_BYTES = 16 * 1024;

    private HttpDefaults() {}

    /** Applies them. */
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
