package dev.tocsin.runtime;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import dev.tocsin.runtime.metric.CommonMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Monitors the disk that holds a folder and logs each change. Besides the free space it tests a write, because quotas, missing inodes and read-only disks do not show in the free space.
 */
public final class DiskWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String TRIAL = "trial";
    private static final byte[] TRIAL_BYTES = new byte[4096];

    private final Path folder;
    private final DiskRoom.Limits limits;
    private volatile DiskRoom room = new DiskRoom.Plenty(Long.MAX_VALUE);
    private Thread watch = Thread.ofVirtual().unstarted(() -> {});

    /**
     * A stopped monitor.
     *
     * @param folder
     *            that exists
     */
    public DiskWatch(Path folder, DiskRoom.Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** Starts checking each second. */
    public void start() {
        watch = Thread.ofVirtual().name("disk-watch").start(this::watch);
    }

    /** Checks now and logs a change. */
    public synchronized DiskRoom look() {
        var before = room;
        room = found(before);
        if (room.getClass() != before.getClass()) {
            switch (room) {
                case DiskRoom.Plenty _ -> LOG.info("the disk that holds {} has enough space again", folder);
                case DiskRoom.Low _ when before.isFull() -> LOG.warn("alerts are accepted again; {}", sentence());
                case DiskRoom.Low _ -> LOG.warn("{}", sentence());
                case DiskRoom.Full _,DiskRoom.Unwritable _ -> LOG.error("{}", sentence());
            }
        }
        return room;
    }

    /** The result of the last check. */
    public DiskRoom room() {
        return room;
    }

    /** The state and what to do; empty if there is nothing to do. */
    public String sentence() {
        return room.sentence(folder, limits);
    }

    /** Not ready while it is full; the sentence is the detail {@code disk}. */
    public Health health() {
        var sentence = sentence();
        return sentence.isEmpty() ? Health.up() : new Health(true, !room.isFull(), Map.of("disk", sentence));
    }

    /** Adds the gauges for free bytes and for full. */
    public void bindTo(MeterRegistry metrics) {
        CommonMetrics.DISK_FREE.watch(metrics, this, DiskWatch::freeBytes);
        CommonMetrics.DISK_FULL.watch(metrics, this, each -> each.room.isFull() ? 1 : 0);
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    private DiskRoom found(DiskRoom before) {
        try {
            var free = Files.getFileStore(folder).getUsableSpace();
            var judged = limits.judge(free, before);
            if (!(judged instanceof DiskRoom.Full)) {
                tryToWrite();
            }
            return judged;
        } catch (FileSystemException refused) {
            return unwritable(Objects.requireNonNullElse(refused.getReason(), refused.getClass().getSimpleName()));
        } catch (IOException refused) {
            return unwritable(String.valueOf(refused.getMessage()));
        }
    }

    private static DiskRoom unwritable(String why) {
        return why.contains("No space") ? new DiskRoom.Full(0) : new DiskRoom.Unwritable(why);
    }

    private void tryToWrite() throws IOException {
        var trial = folder.resolve(TRIAL);
        try {
            Files.write(trial, TRIAL_BYTES, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    private double freeBytes() {
        return switch (room) {
            case DiskRoom.Plenty(var free) -> free;
            case DiskRoom.Low(var free) -> free;
            case DiskRoom.Full(var free) -> free;
            case DiskRoom.Unwritable _ -> 0;
        };
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
