package dev.tocsin.ingest.setting;

import static dev.tocsin.runtime.setting.Setting.large;
import static dev.tocsin.runtime.setting.Setting.number;
import static dev.tocsin.runtime.setting.Setting.span;
import static dev.tocsin.runtime.setting.Setting.text;

import java.time.Duration;
import java.util.List;

import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Setting;

/** Settings of the service; those of a source are in {@link dev.tocsin.ingest.source.Sources}. */
public final class IngestSettings {

    private static final Duration ABOVE_ZERO = Duration.ofMillis(1);

    /** Open connections. */
    public static final Setting<Integer> MAX_CONNECTIONS = number("http.max-connections", 1, 4096,
            "Open connections.").defaulting("4096, or a quarter of the file descriptors");

    /** Time for the headers. */
    public static final Setting<Duration> HEADER_DEADLINE = span("http.header-deadline", ABOVE_ZERO, Duration.ofSeconds(
            10),
            "Time from the first byte of a request to the end of its headers, and from the connection to its first byte.");

    /** Time for the body. */
    public static final Setting<Duration> BODY_DEADLINE = span("http.body-deadline", ABOVE_ZERO, Duration.ofSeconds(20),
            "Time from the end of the headers to the end of the body.");

    /** Slowest pace of a body. */
    public static final Setting<Integer> MIN_BYTES_PER_SECOND = number("http.min-bytes-per-second", 0, 1024,
            "Minimum rate of a body after its first 5 seconds; 0 for none.");

    /** Time that a verified connection may be idle. */
    public static final Setting<Duration> IDLE_TIMEOUT = span("http.idle-timeout", ABOVE_ZERO, Duration.ofSeconds(60),
            "Idle time of a connection that showed a token; others have `http.header-deadline`.");

    /** Memory for bodies. */
    public static final Setting<Long> MAX_BYTES_IN_FLIGHT = large("http.max-bytes-in-flight", 1, 48L * 1024 * 1024,
            "Memory for the bodies of all sources, in bytes.");

    /** Largest body. */
    public static final Setting<Integer> MAX_BODY_BYTES = number("http.max-body-bytes", 1, 10 * 1024 * 1024,
            "Largest body after decompression, in bytes.");

    /** How much a body may grow. */
    public static final Setting<Integer> MAX_GZIP_RATIO = number("http.max-gzip-ratio", 1, 20,
            "How many times its size a compressed body may grow; checked from 1 MiB on.");

    /** Most alerts in a body. */
    public static final Setting<Integer> MAX_ALERTS = number("http.max-alerts", 1, 20_000, "Alerts in one body.");

    /** Sample of forged requests. */
    public static final Setting<Integer> FORGED_PER_MINUTE = number("quarantine.forged-per-minute", 0, 10,
            "Requests that are not authentic and are kept in quarantine, for each source and minute.");

    /** Size of the sample. */
    public static final Setting<Integer> FORGED_BYTES = number("quarantine.forged-bytes", 0, 4096,
            "Bytes that are kept of each; for a wrong token, only the bytes that arrived with the headers.");

    /** Address of the console. */
    public static final Setting<String> API_CONSOLE = text("api.console", "",
            "Address of the console, such as `http://console:7400`, to which reads and silences of Alertmanager's API are"
                    + " forwarded. `tocsin up` knows it.");

    /** Folder of the spool. */
    public static final Setting<String> SPOOL_DIR = text("spool.dir", "",
            "Folder on a local disk for requests that come while Kafka is away and that their senders do not repeat. Without"
                    + " one they get 503. `tocsin up` uses its data folder.");

    /** Size of the spool. */
    public static final Setting<Long> SPOOL_MAX_BYTES = large("spool.max.bytes", 1024 * 1024, 256L * 1024 * 1024,
            "Largest size of the spool, in bytes. When it is full, requests get 503.");

    /** Reports under one link. */
    public static final Setting<Integer> REPORTS_PER_HOUR = number("reports.per-hour", 1, 120,
            "Reports that are taken under one link of `reports` within an hour; further ones get 429.");

    /** Reports of one address. */
    public static final Setting<Integer> REPORTS_PER_ADDRESS = number("reports.per-hour-and-address", 0, 20,
            "Reports that are taken from one address under links within an hour; 0 for no limit, such as behind a proxy.");

    /** How old a replayed alert may be. */
    public static final Setting<Duration> REPLAY_WITHIN = span("quarantine.replay-within", Duration.ZERO, Duration
            .ofHours(1),
            "Age up to which alerts of a replayed request are processed; older ones are old news and page nobody, unless the"
                    + " person who replays says so.");

    /** All. */
    public static final List<Setting<?>> ALL = List.of(MAX_CONNECTIONS, HEADER_DEADLINE, BODY_DEADLINE,
            MIN_BYTES_PER_SECOND, IDLE_TIMEOUT, MAX_BYTES_IN_FLIGHT, MAX_BODY_BYTES, MAX_GZIP_RATIO, MAX_ALERTS,
            FORGED_PER_MINUTE, FORGED_BYTES, API_CONSOLE, SPOOL_DIR, SPOOL_MAX_BYTES,
            REPORTS_PER_HOUR, REPORTS_PER_ADDRESS, REPLAY_WITHIN, CommonSettings.INSTANCE_ID);

    private IngestSettings() {}
}
