package dev.tocsin.runtime.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in the state folder that records a clean shutdown. After a kill, Kafka Streams deletes its stores and restores them, but opens each of them twice first, which takes half a minute on a slow disk. Without the marker the stores are deleted before the start.
 */
final class CleanShutdownMarker {

    private static final Logger LOG = LoggerFactory.getLogger(CleanShutdownMarker.class);
    private static final String MARK = "at-work";

    private final Path mark;

    /**
     * @param folder
     *            of the application, below {@code state.dir}
     */
    CleanShutdownMarker(Path folder) {
        this.mark = folder.resolve(MARK);
    }

    /** Removes the marker at the start; true if the last shutdown was not clean. */
    boolean begin() {
        try {
            Files.createDirectories(mark.getParent());
            if (Files.exists(mark)) {
                return true;
            }
            Files.createFile(mark);
            return false;
        } catch (IOException unusable) {
            LOG.warn("cannot write {}; a restart after a kill takes longer: {}", mark, unusable
                    .toString());
            return false;
        }
    }

    /** Writes the marker after a clean shutdown. */
    void end() {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException unusable) {
            LOG.warn("cannot delete {}; the next start may restore its stores again: {}", mark, unusable
                    .toString());
        }
    }
}
