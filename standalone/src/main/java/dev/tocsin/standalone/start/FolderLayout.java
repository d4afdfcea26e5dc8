package dev.tocsin.standalone.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import dev.tocsin.runtime.setting.SettingsException;

/** What a data folder says about the version that made it: an older program cannot read what a newer one wrote. */
public final class FolderLayout {

    /** Raised by one whenever an older program could no longer use a folder that this one has used. */
    static final int LAYOUT = 2;

    /** The first layout that this program can use: before the second, the correlator kept its state in topics that are not read now. */
    static final int OLDEST = 2;

    private static final String FILE = "layout.properties";

    private FolderLayout() {}

    /**
     * Looks at a folder, and marks it as used by this version.
     *
     * @param kafkaMetadata
     *            Kafka's number for the newest format of its metadata that this program can read
     * @throws SettingsException
     *             when a newer version has used it, or one so old that this cannot read what it kept
     */
    public static void check(Path data, int kafkaMetadata, String version) {
        var file = data.resolve(FILE);
        var kept = new Properties();
        try {
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    kept.load(reader);
                }
            }
            var layout = number(kept, "layout", Files.exists(data.resolve("kafka")) ? 1 : LAYOUT);
            var metadata = number(kept, "kafka.metadata", kafkaMetadata);
            if (layout > LAYOUT || metadata > kafkaMetadata) {
                throw new SettingsException("data folder " + data + " was used by a newer tocsin (" + kept.getProperty(
                        "version", "unknown") + ", this is " + version
                        + "): start that version, or name another folder with --data");
            }
            if (layout < OLDEST) {
                throw new SettingsException("data folder " + data + " was used by an older tocsin (" + kept.getProperty(
                        "version", "unknown") + ", this is " + version
                        + "), which stored open incidents in another format: start that version, or name another folder with"
                        + " --data");
            }
            if (!version.equals(kept.getProperty("version"))) {
                Files.writeString(file, "layout=" + LAYOUT + "\nkafka.metadata=" + kafkaMetadata + "\nversion="
                        + version
                        + "\n");
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static int number(Properties kept, String name, int otherwise) {
        var text = kept.getProperty(name, "");
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }
}
