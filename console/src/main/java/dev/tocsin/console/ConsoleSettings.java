package dev.tocsin.console;

import static dev.tocsin.runtime.setting.Setting.number;
import static dev.tocsin.runtime.setting.Setting.span;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.console.access.AccessSettings;
import dev.tocsin.runtime.setting.Setting;

/** Settings of the console. */
public final class ConsoleSettings {

    private static final Duration ABOVE_ZERO = Duration.ofMillis(1);

    /** Open incidents in memory. */
    public static final Setting<Integer> KEEP_OPEN = number("console.keep.open", 0, 150_000,
            "Open incidents whose headline is kept.");

    /** Incidents kept in full. */
    public static final Setting<Integer> KEEP_DETAILS = number("console.keep.details", 0, 5_000,
            "Incidents kept in full.");

    /** Entries of those. */
    public static final Setting<Integer> KEEP_DETAIL_ENTRIES = number("console.keep.detail.entries", 0, 60_000,
            "Alerts, timeline entries and notifications of all incidents kept in full; each takes about 1 kB.");

    /** Resolved incidents in memory. */
    public static final Setting<Integer> KEEP_RESOLVED = number("console.keep.resolved", 0, 2_000,
            "Resolved incidents that are kept.");

    /** How long they are kept. */
    public static final Setting<Duration> KEEP_RESOLVED_FOR = span("console.keep.resolved.for", Duration.ZERO, Duration
            .ofDays(30), "How long a resolved incident is kept after its last change.");

    /** How far back quarantine is read. */
    public static final Setting<Duration> KEEP_QUARANTINE = span("console.keep.quarantine", Duration.ZERO, Duration
            .ofDays(7), "Age of quarantined requests that are read.");

    /** Heartbeat of the stream. */
    public static final Setting<Duration> HEARTBEAT = span("console.heartbeat", ABOVE_ZERO, Duration.ofSeconds(10),
            "Interval between heartbeats on an idle stream; must be below 20 s, because the page reconnects after 25 s"
                    + " without an event.");

    /** Time to confirm a command. */
    public static final Setting<Duration> CONFIRM_WITHIN = span("console.confirm.within", ABOVE_ZERO, Duration
            .ofSeconds(
                    5), "Time limit for Kafka to confirm a command.");

    /** Interval of the probe. */
    public static final Setting<Duration> PROBE_EVERY = span("console.probe.every", ABOVE_ZERO, Duration.ofSeconds(10),
            "Interval between checks of the pipeline.");

    /** All. */
    public static final List<Setting<?>> ALL = Stream.concat(AccessSettings.ALL.stream(), Stream.of(KEEP_OPEN,
            KEEP_DETAILS, KEEP_DETAIL_ENTRIES, KEEP_RESOLVED, KEEP_RESOLVED_FOR, KEEP_QUARANTINE, HEARTBEAT,
            CONFIRM_WITHIN, PROBE_EVERY)).toList();

    private ConsoleSettings() {}
}
