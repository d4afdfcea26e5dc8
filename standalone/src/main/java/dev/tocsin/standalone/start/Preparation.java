package dev.tocsin.standalone.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import dev.tocsin.runtime.DiskRoom;
import dev.tocsin.runtime.DiskWatch;
import dev.tocsin.runtime.ProcessHealth;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.settings.StandaloneSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at everything that has to be right before {@code tocsin up} starts anything: the folder, the clock, the ports, the
 * disk. What a person has to mend ends the start with one sentence; what mends itself, or needs no restart, is waited for.
 */
public final class Preparation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
    private static final List<String> SERVICES = List.of("console", "ingest", "registry", "correlator", "escalator",
            "notifier");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final DataFolderLock lock;
    private final DiskWatch disk;
    private final ProcessHealth.Watched watched;

    private Preparation(DataFolderLock lock, DiskWatch disk) {
        this.lock = lock;
        this.disk = disk;
        this.watched = ProcessHealth.watching(disk);
    }

    /**
     * Looks, and waits where waiting helps.
     *
     * @param systemClock
     *            follows the system clock when that is set
     * @param kafkaMetadata
     *            as {@link FolderLayout#check} takes it
     * @throws SettingsException
     *             with what a person has to do
     */
    public static Preparation of(Path data, Settings settings, InstantSource systemClock, int kafkaMetadata) {
        var facts = BuildInfo.read();
        var limits = DiskRoom.Limits.of(settings);
        var lastUsed = lastUsed(data);
        var lock = DataFolderLock.take(data);
        var prepared = new Preparation(lock, new DiskWatch(data, limits));
        try {
            awaitClock(systemClock, facts, lastUsed, StandaloneSettings.CLOCK_WAIT.in(settings));
            var ports = ports(settings);
            PortCheck.check(ports);
            new DiskFullServer(prepared.disk, ports.stream().filter(port -> SERVICES.subList(0, 2).contains(port
                    .setting()
                    .split("\\.", 2)[0])).toList()).await();
            FolderLayout.check(data, kafkaMetadata, facts.version());
            prepared.disk.start();
            return prepared;
        } catch (RuntimeException refused) {
            prepared.close();
            throw refused;
        } catch (InterruptedException stopped) {
            prepared.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for disk space", stopped);
        }
    }

    /** The disk of the data folder. */
    public DiskWatch disk() {
        return disk;
    }

    @Override
    public void close() {
        watched.close();
        disk.close();
        lock.close();
    }

    /** A machine that has just been switched on may get its time from the network a moment later. */
    private static void awaitClock(InstantSource clock, BuildInfo facts, Optional<Instant> lastUsed,
            Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (ClockCheck.of(clock.instant(), facts.builtAt(), lastUsed) instanceof ClockCheck.Wrong(var sentence)) {
            if (System.nanoTime() >= end) {
                throw new SettingsException(sentence);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        if (ClockCheck.of(clock.instant(), facts.builtAt(), lastUsed) instanceof ClockCheck.Doubtful(var sentence)) {
            LOG.warn("{}", sentence);
        }
    }

    /** While it is in use, a file comes and goes in it each second. */
    private static Optional<Instant> lastUsed(Path data) {
        try {
            return Optional.of(Files.getLastModifiedTime(data).toInstant());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static List<PortCheck.Needed> ports(Settings settings) {
        var host = CommonSettings.HTTP_HOST.in(settings);
        var ports = new ArrayList<PortCheck.Needed>();
        SERVICES.forEach(service -> ports.add(new PortCheck.Needed(service + ".port", host, settings.integer(service
                + ".port", 0))));
        ports.add(new PortCheck.Needed("kafka.port", "127.0.0.1", settings.integer(StandaloneSettings.KAFKA_PORT.name(),
                0)));
        return ports;
    }
}
