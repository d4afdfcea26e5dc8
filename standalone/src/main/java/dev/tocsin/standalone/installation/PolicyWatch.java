package dev.tocsin.standalone.installation;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a policy file whenever its text changes. A file is taken when it was the same at two looks, so that half of a
 * save is not; a broken one is reported, and what was in force stays.
 */
final class PolicyWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);

    private final Path file;
    private final Publishing publishing;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tocsin-policy-file").factory());
    private String taken;
    private Stamp judged = new Stamp(false, FileTime.fromMillis(0), 0);
    private Optional<Stamp> changing = Optional.empty();

    /**
     * A watch that does not look yet.
     *
     * @param taken
     *            the text that was published from the file already
     */
    PolicyWatch(Path file, String taken, Publishing publishing) {
        this.file = file;
        this.publishing = publishing;
        this.taken = PolicyLoader.sha256(taken);
    }

    /** Where new texts go. */
    @FunctionalInterface
    interface Publishing {

        /** Checks and publishes. */
        PolicyVersion publish(String fileName, String text) throws PolicyErrors;
    }

    /** What a look found. */
    sealed interface Look {

        /** The file is as it was. */
        record Unchanged() implements Look {}

        /** The file changed just now; the next look will take it. */
        record Changing() implements Look {}

        /** Its new text is in force. */
        record Published(PolicyVersion version) implements Look {}

        /** Its new text is broken. */
        record Refused(PolicyErrors errors) implements Look {}

        /** It could not be read, or not be published; the next look tries again. */
        record Failed(String why) implements Look {}
    }

    /** What tells that a file was written to, without reading it. */
    private record Stamp(boolean exists, FileTime modified, long size) {}

    /** Begins to look. */
    @SuppressWarnings("FutureReturnValueIgnored") // a look tells its failures itself
    void start(Duration every) {
        looks.scheduleWithFixedDelay(this::lookAndTell, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookAndTell() {
        try {
            switch (look()) {
                case Look.Unchanged _,Look.Changing _ -> {
                }
                case Look.Published(var version) -> LOG.info("{} changed: published policy {} as version {}", file,
                        version.getName(), version.getVersion());
                case Look.Refused(var errors) -> LOG.error(
                        "{} changed and has errors; the previous policy stays in force:\n{}",
                        file, errors.getMessage());
                case Look.Failed(var why) -> LOG.warn("{} changed but could not be published, retrying: {}", file, why);
            }
        } catch (RuntimeException fault) {
            LOG.error("the check of {} failed", file, fault);
        }
    }

    /** Looks once. */
    Look look() {
        var now = stamp();
        if (now.equals(judged)) {
            changing = Optional.empty();
            return new Look.Unchanged();
        }
        if (!changing.equals(Optional.of(now))) {
            changing = Optional.of(now);
            return new Look.Changing();
        }
        if (!now.exists()) {
            judged = now;
            return new Look.Failed("the file was deleted");
        }
        return take(now);
    }

    private Look take(Stamp now) {
        try {
            var text = Files.readString(file);
            var hash = PolicyLoader.sha256(text);
            if (hash.equals(taken)) {
                judged = now;
                return new Look.Unchanged();
            }
            var version = publishing.publish(file.toString(), text);
            taken = hash;
            judged = now;
            return new Look.Published(version);
        } catch (PolicyErrors broken) {
            judged = now;
            return new Look.Refused(broken);
        } catch (MalformedInputException notText) {
            judged = now;
            return new Look.Failed("the file is not UTF-8");
        } catch (IOException | KafkaException failed) {
            return new Look.Failed(String.valueOf(failed.getMessage()));
        }
    }

    /** What a person calls it. */
    static String why(IOException unreadable) {
        return switch (unreadable) {
            case MalformedInputException _ -> "the file is not UTF-8";
            case NoSuchFileException _ -> "the file does not exist";
            case AccessDeniedException _ -> "not readable by user " + System.getProperty("user.name");
            default -> String.valueOf(unreadable.getMessage());
        };
    }

    private Stamp stamp() {
        try {
            return new Stamp(true, Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException gone) {
            return new Stamp(false, FileTime.fromMillis(0), 0);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
