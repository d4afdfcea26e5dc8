package dev.tocsin.standalone.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.ingest.source.Sources;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.runtime.setting.SettingsException;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Refuses settings that do not exist, and values that cannot be, before anything is started: all of them at once. */
public final class SettingsCheck {

    private static final String SOURCES = "sources.";
    private static final String KAFKA = "kafka.";
    private static final Set<String> OF_ONE_CLIENT = Set.of("main.consumer.", "restore.consumer.", "consumer.",
            "producer.", "admin.", "topic.");

    private final List<String> complaints = new ArrayList<>();

    /**
     * Those of the environment that are settings.
     *
     * @return by the name of their variable
     */
    public Map<String, String> environment(Map<String, String> environment) {
        var variables = Variables.settings(environment, complaints);
        variables.forEach((name, value) -> look("environment variable " + name, Variables.setting(name), value));
        return variables;
    }

    /**
     * Looks at settings that somebody wrote.
     *
     * @param where
     *            where they were written, as a person calls it
     */
    public void look(String where, Map<String, String> settings) {
        new TreeMap<>(settings).forEach((name, value) -> look(where, name, value));
    }

    /**
     * Ends the check.
     *
     * @throws SettingsException
     *             with a line for each complaint
     */
    public void complete() {
        if (!complaints.isEmpty()) {
            throw new SettingsException(String.join(System.lineSeparator(), complaints));
        }
    }

    /** Whether others choose names below that of this setting. */
    static boolean isOpen(String name) {
        return name.startsWith(SOURCES) || name.startsWith(KAFKA);
    }

    private void look(String where, String name, String value) {
        var kind = Optional.ofNullable(KnownSettings.byName().get(name));
        if (kind.isPresent()) {
            // A value that is left empty is one that is not set.
            kind.filter(_ -> !value.isBlank()).flatMap(known -> known.complaint(name, value.strip()))
                    .ifPresent(wrong -> complaints.add(where + ": " + wrong));
        } else if (name.startsWith(SOURCES)) {
            lookAtSource(where, name);
        } else if (name.startsWith(KAFKA)) {
            misspeltForKafka(name).ifPresent(near -> complaints.add(unknown(where, name, near)));
        } else {
            var near = Nearest.to(name, KnownSettings.byName().keySet());
            complaints.add(near.map(meant -> unknown(where, name, meant)).orElseGet(() -> where
                    + ": unknown setting "
                    + name + "; the README of each module lists its settings"));
        }
    }

    /** Ingest itself looks at the names of sources and at the values. */
    private void lookAtSource(String where, String name) {
        var dot = name.indexOf('.', SOURCES.length());
        var prefix = name.substring(0, dot < 0 ? name.length() : dot + 1);
        var what = name.substring(prefix.length());
        if (!Sources.settings().contains(what)) {
            var near = Nearest.to(what, Sources.settings());
            complaints.add(near.map(meant -> unknown(where, name, prefix + meant)).orElseGet(() -> where
                    + ": unknown setting " + name + "; write sources.NAME.SETTING, where SETTING is one of "
                    + Sources.settings().stream().sorted().collect(Collectors.joining(", "))));
        }
    }

    /** Kafka's clients take names that they do not know, for plugins; one that is spelt like a known one is a mistake. */
    private static Optional<String> misspeltForKafka(String name) {
        var written = name.substring(KAFKA.length());
        var prefix = OF_ONE_CLIENT.stream().filter(written::startsWith).findFirst().orElse("");
        var own = written.substring(prefix.length());
        var known = new HashSet<>(ProducerConfig.configNames());
        known.addAll(ConsumerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        known.addAll(StreamsConfig.configDef().names());
        known.add("port");
        if (known.contains(own) || prefix.equals("topic.")) {
            return Optional.empty();
        }
        return Nearest.to(own, known).map(near -> KAFKA + prefix + near);
    }

    private static String unknown(String where, String name, String near) {
        return where + ": unknown setting " + name + ": did you mean " + near + "?";
    }
}
