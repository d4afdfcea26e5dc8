package dev.tocsin.standalone.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;

import dev.tocsin.runtime.setting.SettingsException;

/**
 * Secrets that {@code tocsin up} makes for sources that have none configured, so that no source is open by default and
 * {@code tocsin fire} still works. They lie in the data folder, readable by its owner only.
 *
 * @param cloudwatchToken
 *            bearer token of the source cloudwatch
 * @param sentrySecret
 *            client secret of the source sentry
 */
public record LocalSecrets(String cloudwatchToken, String sentrySecret) {

    private static final String FILE = "secrets.properties";
    private static final String CLOUDWATCH = "sources.cloudwatch.token";
    private static final String SENTRY = "sources.sentry.secret";
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
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve(FILE))) {
            properties.load(reader);
        } catch (IOException missing) {
            throw new SettingsException("missing file " + data.resolve(FILE)
                    + ": run `tocsin up` first, or name its data folder with --data", missing);
        }
        return new LocalSecrets(properties.getProperty(CLOUDWATCH, ""), properties.getProperty(SENTRY, ""));
    }

    /** Those of a data folder, made if there are none yet. */
    public static LocalSecrets madeIn(Path data) {
        var file = data.resolve(FILE);
        if (!Files.exists(file)) {
            try {
                write(file);
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot write " + file, failure);
            }
        }
        return in(data);
    }

    /** As settings. */
    public Map<String, String> settings() {
        return Map.of(CLOUDWATCH, cloudwatchToken, SENTRY, sentrySecret);
    }

    private static void write(Path file) throws IOException {
        var random = new SecureRandom();
        var fresh = Files.createTempFile(file.getParent(), FILE, "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, CLOUDWATCH + "=" + secret(random) + "\n" + SENTRY + "=" + secret(random) + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String secret(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
