package dev.tocsin.escalator;

import static dev.tocsin.runtime.setting.Setting.span;

import java.time.Duration;
import java.util.List;

import dev.tocsin.runtime.setting.Setting;

/** Settings of the service. */
public final class EscalatorSettings {

    /** When a notification counts as late. */
    public static final Setting<Duration> LATE_AFTER = span("late.after", Duration.ofMillis(1), Duration.ofSeconds(30),
            "Delay after which a notification says that it is late.");

    /** How long a resolved incident is kept. */
    public static final Setting<Duration> ESCALATIONS_KEEP = span("escalations.keep", Duration.ofMillis(1), Duration
            .ofDays(7), "How long a resolved incident is kept; longer than the longest reopen window.");

    /** All. */
    public static final List<Setting<?>> ALL = List.of(LATE_AFTER, ESCALATIONS_KEEP);

    private EscalatorSettings() {}
}
