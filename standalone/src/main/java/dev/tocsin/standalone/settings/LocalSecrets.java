package dev.tocsin.standalone.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.setting.SettingsException;

/**
 * Secrets that {@code tocsin up} makes where none are configured, so that no source is open by default, {@code tocsin fire} still
 * works, and pages can have buttons. They lie in the data folder, readable by its owner only. A folder of an earlier version
 * gets those that it lacks.
 *
 * @param cloudwatchToken
 *            bearer token of the source cloudwatch
 * @param sentrySecret
 *            client secret of the source sentry
 * @param answersSecret
 *            signs the buttons and links of pages
 */
public record LocalSecrets(String cloudwatchToken, String sentrySecret, String answersSecret) {

    private static final String FILE = "secrets.properties";
    private static final String CLOUDWATCH = "sources.cloudwatch.token";
    private static final String SENTRY = "sources.sentry.secret";
    private static final String ANSWERS = AnswerDoor.SECRET.name();
    private static final List<String> NAMES = List.of(CLOUDWATCH, SENTRY, ANSWERS);
    private static final int BYTES = 24;

    /** Never shows them. */
    @Override
    public String toString() {
        return "LocalSecrets[...]";
    }

    /**
     * Those of a data folder.
     *
     * @throws SettingsException
     *             when the folder has none
     */
    public static LocalSecrets in(Path data) {
        var properties = read(data).orElseThrow(() -> new SettingsException("missing file " + data.resolve(FILE)
                + ": run `tocsin up` first, or name its data folder with --data"));
        return new LocalSecrets(properties.getProperty(CLOUDWATCH, ""), properties.getProperty(SENTRY, ""), properties
                .getProperty(ANSWERS, ""));
    }

    /** Those of a data folder; what it does not have yet is made. */
    public static LocalSecrets madeIn(Path data) {
        var known = read(data).orElseGet(Properties::new);
        if (!known.stringPropertyNames().containsAll(NAMES)) {
            try {
                write(data.resolve(FILE), known);
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot write " + data.resolve(FILE), failure);
            }
        }
        return in(data);
    }

    private static Optional<Properties> read(Path data) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve(FILE))) {
            properties.load(reader);
            return Optional.of(properties);
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new SettingsException("cannot read " + data.resolve(FILE), unreadable);
        }
    }

    /** As settings. */
    public Map<String, String> settings() {
        return Map.of(CLOUDWATCH, cloudwatchToken, SENTRY, sentrySecret, ANSWERS, answersSecret);
    }

    private static void write(Path file, Properties known) throws IOException {
        var random = new SecureRandom();
        var fresh = Files.createTempFile(file.getParent(), FILE, "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, NAMES.stream().map(name -> name + "=" + known.getProperty(name, secret(random)) + "\n")
                .collect(Collectors.joining()));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String secret(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
