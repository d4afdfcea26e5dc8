package dev.tocsin.standalone.settings;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.setting.SettingsException;

/**
 * Secrets in the data folder of {@code tocsin up}, readable by its owner only: secrets that {@code up} makes, so
 * that no source is open by default and {@code tocsin fire} works, and what {@code tocsin source} writes.
 *
 * @param settings
 *            by name: of sources, and the secret that signs buttons of pages and links for reports
 */
public record LocalSecrets(Map<String, String> settings) {

    private static final String FILE = "secrets.properties";
    private static final String CLOUDWATCH = "sources.cloudwatch.token";
    private static final String SENTRY = "sources.sentry.secret";
    private static final String ANSWERS = AnswerDoor.SECRET.name();
    private static final int BYTES = 24;

    public LocalSecrets {
        settings = Map.copyOf(settings);
    }

    /** Never shows them. */
    @Override
    public String toString() {
        return "LocalSecrets[...]";
    }

    /** Bearer token of the source cloudwatch. */
    public String cloudwatchToken() {
        return settings.getOrDefault(CLOUDWATCH, "");
    }

    /** Client secret of the source sentry. */
    public String sentrySecret() {
        return settings.getOrDefault(SENTRY, "");
    }

    /**
     * Those of a data folder.
     *
     * @throws SettingsException
     *             when the folder has none
     */
    public static LocalSecrets in(Path data) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve(FILE))) {
            properties.load(reader);
        } catch (IOException missing) {
            throw new SettingsException("missing file " + data.resolve(FILE)
                    + ": run `tocsin up` first, or name its data folder with --data", missing);
        }
        var settings = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return new LocalSecrets(settings);
    }

    /** Those of a data folder, made if there are none yet. */
    public static LocalSecrets madeIn(Path data) {
        if (!Files.exists(data.resolve(FILE))) {
            new LocalSecrets(Map.of(CLOUDWATCH, fresh(), SENTRY, fresh(), ANSWERS, fresh())).writeTo(data);
        }
        var made = in(data);
        if (made.settings().containsKey(ANSWERS)) {
            return made;
        }
        var more = new TreeMap<>(made.settings());
        more.put(ANSWERS, fresh());
        new LocalSecrets(more).writeTo(data);
        return in(data);
    }

    /** Replaces those of a data folder at once; the file is readable by its owner only. */
    public void writeTo(Path data) {
        var file = data.resolve(FILE);
        try {
            Files.createDirectories(data);
            var fresh = Files.createTempFile(data, FILE, "", PosixFilePermissions.asFileAttribute(PosixFilePermissions
                    .fromString("rw-------")));
            Files.writeString(fresh, text());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        }
    }

    /** A new secret. */
    public static String fresh() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Sorted, and without the date that {@link Properties} writes. */
    private String text() throws IOException {
        var text = new StringBuilder();
        for (var setting : new TreeMap<>(settings).entrySet()) {
            var one = new Properties();
            one.setProperty(setting.getKey(), setting.getValue());
            var written = new StringWriter();
            one.store(written, null);
            written.toString().lines().filter(line -> !line.startsWith("#")).forEach(line -> text.append(line).append(
                    '\n'));
        }
        return text.toString();
    }
}
