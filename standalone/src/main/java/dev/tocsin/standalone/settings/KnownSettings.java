package dev.tocsin.standalone.settings;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.runtime.TopicSettings;
import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.standalone.settings.SettingType.Flag;
import dev.tocsin.standalone.settings.SettingType.Span;
import dev.tocsin.standalone.settings.SettingType.Text;
import dev.tocsin.standalone.settings.SettingType.WholeNumber;

/**
 * The settings that have a name of their own, with what they may hold. The READMEs of the modules say what they mean. Those
 * below {@code sources.} and {@code kafka.} have names that others choose: {@link SettingsCheck} knows their rules.
 */
final class KnownSettings {

    private static final Map<String, SettingType> ALL = Collections.unmodifiableMap(all());

    private KnownSettings() {}

    /** All, by name. */
    static Map<String, SettingType> byName() {
        return ALL;
    }

    private static Map<String, SettingType> all() {
        var all = new TreeMap<String, SettingType>();
        everywhere(all);
        streams(all);
        door(all);
        console(all);
        var text = new Text();
        all.put("late.after", new Span(Duration.ofMillis(1)));
        all.put("escalations.keep", new Span(Duration.ofMillis(1)));
        all.put("outbound.allow", text);
        all.put("notifier.unfinished.per.partition", atLeast(1));
        all.put("notifier.grace", new Span(Duration.ZERO));
        all.put("registry.topic", text);
        all.put("policy.watch", new Span(Duration.ofMillis(100)));
        all.put("disk.warn.megabytes", atLeast(0));
        all.put("disk.full.megabytes", atLeast(1));
        all.put("clock.wait", new Span(Duration.ZERO));
        return all;
    }

    private static void everywhere(Map<String, SettingType> all) {
        var text = new Text();
        for (var name : new String[]{"bootstrap.servers", "schema.registry.url", "auto.register.schemas",
                "value.serializer", "value.deserializer", "state.subject.name.strategy", "use.latest.version",
                "basic.auth.credentials.source", "basic.auth.user.info", "state.dir", "instance.id", "http.host"}) {
            all.put(name, text);
        }
        for (var name : new String[]{"http.port", "console.port", "ingest.port", "registry.port", "correlator.port",
                "escalator.port", "notifier.port", "kafka.port"}) {
            all.put(name, new WholeNumber(0, 65_535));
        }
        all.put("replication.factor", new WholeNumber(1, Short.MAX_VALUE));
        all.put(TopicSettings.PARTITIONS, new WholeNumber(1, TopicLayout.MOST));
    }

    private static void streams(Map<String, SettingType> all) {
        for (var name : new String[]{"streams.commit.interval.ms", "streams.session.timeout.ms",
                "streams.heartbeat.interval.ms", "streams.transaction.timeout.ms", "streams.threads"}) {
            all.put(name, atLeast(1));
        }
        all.put("streams.standby.replicas", atLeast(0));
    }

    private static void door(Map<String, SettingType> all) {
        for (var name : new String[]{"http.max-body-bytes", "http.max-gzip-ratio", "http.max-connections",
                "http.max-alerts"}) {
            all.put(name, atLeast(1));
        }
        for (var name : new String[]{"http.header-deadline", "http.body-deadline", "http.idle-timeout"}) {
            all.put(name, new Span(Duration.ofMillis(1)));
        }
        all.put("http.min-bytes-per-second", atLeast(0));
        all.put("http.max-bytes-in-flight", new WholeNumber(1, Long.MAX_VALUE));
        all.put("quarantine.forged-per-minute", atLeast(0));
        all.put("quarantine.forged-bytes", atLeast(0));
    }

    private static void console(Map<String, SettingType> all) {
        secret(all, "console.token");
        secret(all, "console.token.cleared");
        all.put("console.cookie.secure", new Flag());
        all.put("console.unprotected", new Flag());
        all.put("console.hosts", new Text());
        all.put("console.url", new Text());
        for (var name : new String[]{"console.heartbeat", "console.confirm.within", "console.probe.every"}) {
            all.put(name, new Span(Duration.ofMillis(1)));
        }
        for (var name : new String[]{"console.keep.quarantine", "console.keep.resolved.for"}) {
            all.put(name, new Span(Duration.ZERO));
        }
        for (var name : new String[]{"console.keep.open", "console.keep.details", "console.keep.detail.entries",
                "console.keep.resolved"}) {
            all.put(name, atLeast(0));
        }
    }

    private static void secret(Map<String, SettingType> all, String name) {
        for (var suffix : new String[]{"", ".env", ".file"}) {
            all.put(name + suffix, new Text());
        }
    }

    private static WholeNumber atLeast(long least) {
        return new WholeNumber(least, Integer.MAX_VALUE);
    }
}
