package dev.tocsin.runtime.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers in the state folder whether the application stopped in order. After a kill, Kafka Streams throws its stores
 * away and makes them again from the log, but opens each of them twice before it comes to that; a slow disk then costs
 * half a minute. Whoever knows it beforehand throws them away at once.
 */
final class OrderlyStop {

    private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);
    private static final String MARK = "at-work";

    private final Path mark;

    /**
     * @param folder
     *            of the application, below {@code state.dir}
     */
    OrderlyStop(Path folder) {
        this.mark = folder.resolve(MARK);
    }

    /** Begins to work; whether the one before did not stop in order. */
    boolean begin() {
        try {
            Files.createDirectories(mark.getParent());
            if (Files.exists(mark)) {
                return true;
            }
            Files.createFile(mark);
            return false;
        } catch (IOException unusable) {
            LOG.warn("{} cannot be written, so that a restart after a kill takes longer: {}", mark, unusable
                    .toString());
            return false;
        }
    }

    /** The work stopped in order. */
    void end() {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException unusable) {
            LOG.warn("{} cannot be deleted, so that the next start makes its stores again: {}", mark, unusable
                    .toString());
        }
    }
}
