package dev.tocsin.notifier;

import static dev.tocsin.runtime.setting.Setting.items;
import static dev.tocsin.runtime.setting.Setting.number;
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
            "Unfinished notifications of a partition above which the notifier pauses it; in `tocsin up`, 12,000 divided"
                    + " by the number of partitions.");

    /** Time for attempts under way at a stop. */
    public static final Setting<Duration> GRACE = span("notifier.grace", Duration.ZERO, Duration.ofSeconds(10),
            "How long a stop waits for attempts under way.");

    /** All. */
    public static final List<Setting<?>> ALL = List.of(INSTANCE_ID, OUTBOUND_ALLOW, CONSOLE_URL, UNFINISHED, GRACE);

    private NotifierSettings() {}
}
