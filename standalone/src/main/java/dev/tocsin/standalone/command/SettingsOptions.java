package dev.tocsin.standalone.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.settings.SettingsCheck;
import picocli.CommandLine.Option;

/** Options with which every command takes settings: a file, then {@code TOCSIN_*} of the environment, then {@code --set}. */
final class SettingsOptions {

    @Option(names = "--settings", paramLabel = "FILE", description = "File of settings, as NAME=VALUE lines.")
    private Path file;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Setting; repeatable.")
    private Map<String, String> values = new HashMap<>();

    /**
     * The settings, looked at before anything uses them.
     *
     * @param defaults
     *            what holds where nobody set anything
     * @throws SettingsException
     *             when one does not exist, or holds what it cannot hold
     */
    Settings settings(Map<String, String> defaults) {
        var check = new SettingsCheck();
        var variables = check.environment(System.getenv());
        var settings = Settings.fromEnvironment(System.getenv(), variables::containsKey);
        var written = inFile();
        check.look("--settings " + file, written);
        check.look("--set", values);
        check.complete();
        for (var entry : written.entrySet()) {
            if (settings.optional(entry.getKey()).isEmpty()) {
                settings = settings.with(entry.getKey(), entry.getValue());
            }
        }
        for (var entry : defaults.entrySet()) {
            if (settings.optional(entry.getKey()).isEmpty()) {
                settings = settings.with(entry.getKey(), entry.getValue());
            }
        }
        return settings.withAll(values);
    }

    private Map<String, String> inFile() {
        if (file == null) {
            return Map.of();
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new SettingsException("cannot read settings file " + file, unreadable);
        }
        var read = new HashMap<String, String>();
        properties.forEach((name, value) -> read.put(name.toString(), value.toString()));
        return read;
    }
}
