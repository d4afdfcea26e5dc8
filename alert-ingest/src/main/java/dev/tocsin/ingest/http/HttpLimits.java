package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.setting.IngestSettings.BODY_DEADLINE;
import static dev.tocsin.ingest.setting.IngestSettings.HEADER_DEADLINE;
import static dev.tocsin.ingest.setting.IngestSettings.IDLE_TIMEOUT;
import static dev.tocsin.ingest.setting.IngestSettings.MAX_ALERTS;
import static dev.tocsin.ingest.setting.IngestSettings.MAX_BODY_BYTES;
import static dev.tocsin.ingest.setting.IngestSettings.MAX_BYTES_IN_FLIGHT;
import static dev.tocsin.ingest.setting.IngestSettings.MAX_CONNECTIONS;
import static dev.tocsin.ingest.setting.IngestSettings.MAX_GZIP_RATIO;
import static dev.tocsin.ingest.setting.IngestSettings.MIN_BYTES_PER_SECOND;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;

/**
 * Limits for a caller that has not been authenticated: time, bytes and connections.
 *
 * @param connections
 *            open connections at once
 * @param header
 *            from the first byte of a request to the end of its headers, and from the opening of a connection to its first
 *            byte
 * @param idle
 *            how long a sender that was verified on a connection may leave it unused
 * @param body
 *            from the end of the headers to the end of the body
 * @param bytesPerSecond
 *            slowest pace of a body, counted after {@link #grace}
 * @param bodyBytes
 *            largest body after decompression
 * @param gzipRatio
 *            most that a body may grow when it is decompressed
 * @param bytesInFlight
 *            bytes of bodies in memory at once, over all sources
 * @param alerts
 *            most alerts in one body
 */
record HttpLimits(int connections, Duration header, Duration idle, Duration body, int bytesPerSecond, int bodyBytes,
        int gzipRatio, long bytesInFlight, int alerts) {

    private static final int MOST_CONNECTIONS = 4096;
    private static final int LEAST_CONNECTIONS = 64;
    /** Kafka's clients, and in one JVM the other services, need descriptors too. */
    private static final int SHARE_OF_DESCRIPTORS = 4;
    private static final Duration GRACE = Duration.ofSeconds(5);

    HttpLimits {
        if (connections < 1 || bodyBytes < 1 || gzipRatio < 1 || bytesInFlight < 1 || alerts < 1
                || bytesPerSecond < 0) {
            throw new SettingsException("settings http.max-* must be positive, http.min-bytes-per-second 0 or more");
        }
        if (!header.isPositive() || !idle.isPositive() || !body.isPositive()) {
            throw new SettingsException(
                    "settings http.header-deadline, http.body-deadline and http.idle-timeout must be positive");
        }
    }

    /** From the settings {@code http.*}. */
    static HttpLimits from(Settings settings) {
        return new HttpLimits(MAX_CONNECTIONS.in(settings, connectionsOfThisMachine()), HEADER_DEADLINE.in(settings),
                IDLE_TIMEOUT.in(settings), BODY_DEADLINE.in(settings), MIN_BYTES_PER_SECOND.in(settings),
                MAX_BODY_BYTES.in(settings), MAX_GZIP_RATIO.in(settings), MAX_BYTES_IN_FLIGHT.in(settings),
                MAX_ALERTS.in(settings));
    }

    /** A body may be slower than {@link #bytesPerSecond} for so long. */
    Duration grace() {
        return GRACE.compareTo(body) < 0 ? GRACE : body;
    }

    private static int connectionsOfThisMachine() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            var share = unix.getMaxFileDescriptorCount() / SHARE_OF_DESCRIPTORS;
            return Math.clamp(share, LEAST_CONNECTIONS, MOST_CONNECTIONS);
        }
        return MOST_CONNECTIONS;
    }
}
