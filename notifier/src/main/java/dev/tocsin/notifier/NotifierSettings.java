package dev.tocsin.notifier;

import static dev.tocsin.runtime.setting.Setting.items;
import static dev.tocsin.runtime.setting.Setting.number;
import static dev.tocsin.runtime.setting.Setting.secret;
import static dev.tocsin.runtime.setting.Setting.span;
import static dev.tocsin.runtime.setting.Setting.text;

import java.time.Duration;
import java.util.List;

import dev.tocsin.runtime.setting.Setting;

/** Settings of the service; those of a channel are in the policy. */
public final class NotifierSettings {

    /** Name of the instance. */
    public static final Setting<String> INSTANCE_ID = text("instance.id", "1",
            "Name of this notifier in its group and transactional IDs, the same after a restart. Two notifiers with one"
                    + " name shut each other out.");

    /** Internal networks that may be called. */
    public static final Setting<List<String>> OUTBOUND_ALLOW = items("outbound.allow",
            "Internal address ranges that may be called, such as `10.0.0.0/8,fd00::/8`; also needed for plain http and"
                    + " for ports other than 443 and 8443.");

    /** URL of the console. */
    public static final Setting<String> CONSOLE_URL = text("console.url", "",
            "URL of the console for links in messages, unless the policy sets `link: {console: ...}`; `tocsin up` uses its"
                    + " own console.");

    /** Most unfinished notifications of a partition. */
    public static final Setting<Integer> UNFINISHED = number("notifier.unfinished.per.partition", 1, 1000,
            "Unfinished notifications of a partition above which the notifier pauses it, of which one destination counts at most"
                    + " a tenth; ten times as many always pause it. In `tocsin up`, 12,000 divided by the number of"
                    + " partitions.");

    /** Time for attempts under way at a stop. */
    public static final Setting<Duration> GRACE = span("notifier.grace", Duration.ZERO, Duration.ofSeconds(10),
            "How long a stop waits for attempts under way.");

    /** Failures that open a circuit breaker. */
    public static final Setting<Integer> BREAKER_FAILURES = number("notifier.breaker.failures", 1, 5,
            "Failures in a row (no connection, time-outs, 5xx) that open the circuit breaker of a destination.");

    /** Time until a circuit breaker is half-open. */
    public static final Setting<Duration> BREAKER_HALF_OPEN = span("notifier.breaker.half.open.after",
            Duration.ofSeconds(1), Duration.ofSeconds(60),
            "Time after which an open circuit breaker lets one notification through as a probe.");

    /** Token of the admin API. */
    public static final Setting<String> ADMIN_TOKEN = secret("notifier.admin.token",
            "Token of the admin API, at least 16 characters. Without it the admin API is off.");

    /** All. */
    public static final List<Setting<?>> ALL = List.of(INSTANCE_ID, OUTBOUND_ALLOW, CONSOLE_URL, UNFINISHED, GRACE,
            BREAKER_FAILURES, BREAKER_HALF_OPEN, ADMIN_TOKEN);

    private NotifierSettings() {}
}
