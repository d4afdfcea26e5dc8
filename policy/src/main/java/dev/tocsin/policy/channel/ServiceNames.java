package dev.tocsin.policy.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What each service is called elsewhere, such as the components of a status page: the value of a setting of the form {@link SettingForm.OfServices}.
 * A channel holds it as text, one line for each service.
 *
 * @param names
 *            names by service; those of {@link #OTHERS} are for all services without an entry
 */
public record ServiceNames(Map<String, List<String>> names) {

    /** The entry of services that have none of their own. */
    public static final String OTHERS = "*";

    /** Nothing is known of any service. */
    public static final ServiceNames NONE = new ServiceNames(Map.of());

    private static final char BETWEEN = '\t';

    public ServiceNames {
        var copy = new LinkedHashMap<String, List<String>>();
        names.forEach((service, some) -> copy.put(service, List.copyOf(some)));
        names = java.util.Collections.unmodifiableMap(copy);
    }

    /** What a service is called; empty where nothing is known of it. */
    public List<String> of(String service) {
        return names.getOrDefault(service, names.getOrDefault(OTHERS, List.of()));
    }

    /** As a channel's settings hold it. */
    public String text() {
        return names.entrySet().stream().map(it -> it.getKey() + BETWEEN + String.join(String.valueOf(BETWEEN), it
                .getValue())).collect(Collectors.joining("\n"));
    }

    /** What {@link #text} wrote. */
    public static ServiceNames parse(String text) {
        var names = new LinkedHashMap<String, List<String>>();
        for (var line : text.split("\n", -1)) {
            var words = new ArrayList<>(List.of(line.split(String.valueOf(BETWEEN), -1)));
            names.put(words.removeFirst(), words);
        }
        return new ServiceNames(names);
    }
}
