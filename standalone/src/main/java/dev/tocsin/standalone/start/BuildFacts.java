package dev.tocsin.standalone.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;

/**
 * What the build wrote down about itself.
 *
 * @param version
 *            of the program
 * @param builtAt
 *            no clock that is right can show an earlier time
 */
public record BuildFacts(String version, Instant builtAt) {

    /** Those of this program. */
    public static BuildFacts read() {
        var facts = new Properties();
        try (var stream = Objects.requireNonNull(BuildFacts.class.getResourceAsStream("build.properties"))) {
            facts.load(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new BuildFacts(facts.getProperty("version"), Instant.parse(facts.getProperty("built")));
    }
}
