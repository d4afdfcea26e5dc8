package dev.tocsin.standalone.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;

/**
 * Version and time of the build.
 *
 * @param version
 *            of the program
 * @param builtAt
 *            a correct clock cannot show an earlier time
 */
public record BuildInfo(String version, Instant builtAt) {

    /** Reads the facts of this program. */
    public static BuildInfo read() {
        var facts = new Properties();
        try (var stream = Objects.requireNonNull(BuildInfo.class.getResourceAsStream("build.properties"))) {
            facts.load(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new BuildInfo(facts.getProperty("version"), Instant.parse(facts.getProperty("built")));
    }
}
