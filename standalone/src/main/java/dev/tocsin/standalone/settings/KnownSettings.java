package dev.tocsin.standalone.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.console.ConsoleSettings;
import dev.tocsin.escalator.EscalatorSettings;
import dev.tocsin.ingest.setting.IngestSettings;
import dev.tocsin.notifier.NotifierSettings;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Setting;
import dev.tocsin.runtime.setting.SettingType;

/**
 * All declared settings. Those below {@code sources.} and {@code kafka.} have names that others choose: {@link SettingsCheck}
 * knows their rules.
 */
public final class KnownSettings {

    private static final List<Section> SECTIONS = List.of(new Section("runtime", together(CommonSettings.SERVICE,
            CommonSettings.TLS, CommonSettings.STREAMS, List.of(CommonSettings.PARTITIONS), CommonSettings.REGISTRY)),
            new Section(
                    "alert-ingest", together(CommonSettings.SERVICE, CommonSettings.TLS, AnswerDoor.SETTINGS,
                            IngestSettings.ALL)), new Section("correlator",
                                    together(CommonSettings.SERVICE, CommonSettings.STREAMS)), new Section("escalator",
                                            together(
                                                    CommonSettings.SERVICE, CommonSettings.STREAMS,
                                                    EscalatorSettings.ALL)),
            new Section(
                    "notifier", together(CommonSettings.SERVICE, AnswerDoor.SETTINGS, NotifierSettings.ALL)),
            new Section("console", together(CommonSettings.SERVICE, CommonSettings.TLS, ConsoleSettings.ALL)),
            new Section("standalone",
                    together(List.of(CommonSettings.HTTP_HOST), StandaloneSettings.PORTS, StandaloneSettings.OTHERS)));
    private static final Map<String, SettingType<?>> TYPES = Collections.unmodifiableMap(types());

    /**
     * The settings of a module, in the order of its README.
     *
     * @param module
     *            its folder
     */
    public record Section(String module, List<Setting<?>> settings) {}

    private KnownSettings() {}

    /** All, by module. */
    public static List<Section> sections() {
        return SECTIONS;
    }

    /** Each once, by name; of two modules that declare the same name, the general one. */
    public static Map<String, Setting<?>> declared() {
        var all = new TreeMap<String, Setting<?>>();
        SECTIONS.stream().flatMap(section -> section.settings().stream()).forEach(setting -> all.putIfAbsent(setting
                .name(), setting));
        return all;
    }

    /** Types of all names that can be set, also the names of files and variables with secrets. */
    static Map<String, SettingType<?>> byName() {
        return TYPES;
    }

    private static Map<String, SettingType<?>> types() {
        var types = new TreeMap<String, SettingType<?>>();
        declared().values().forEach(setting -> setting.names().forEach(name -> types.put(name, setting.type())));
        return types;
    }

    @SafeVarargs
    private static List<Setting<?>> together(List<Setting<?>>... parts) {
        var all = new ArrayList<Setting<?>>();
        for (var part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }
}
