package dev.tocsin.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Problems that affect all services of this process, such as a full disk. Each service shows them in its health, the console lists them, and ingestion refuses alerts while the disk is full.
 */
public final class ProcessHealth {

    private static final List<DiskWatch> DISKS = new CopyOnWriteArrayList<>();

    private ProcessHealth() {}

    /** Adds a disk until the returned handle is closed. */
    public static Watched watching(DiskWatch disk) {
        DISKS.add(disk);
        return () -> DISKS.remove(disk);
    }

    /** Checks now, after an error. */
    public static void look() {
        DISKS.forEach(DiskWatch::look);
    }

    /** Removes the disk. */
    @FunctionalInterface
    public interface Watched extends AutoCloseable {

        @Override
        void close();
    }

    /** The combined health. */
    public static Health health() {
        return DISKS.stream().map(DiskWatch::health).reduce(Health.up(), Health::and);
    }

    /** What people have to do, one sentence each. */
    public static List<String> problems() {
        var problems = new ArrayList<String>();
        DISKS.stream().map(DiskWatch::sentence).filter(sentence -> !sentence.isEmpty()).forEach(problems::add);
        return problems;
    }

    /** Why new alerts are refused now. */
    public static Optional<String> noRoom() {
        return DISKS.stream().filter(disk -> disk.room().isFull()).map(DiskWatch::sentence).findFirst();
    }
}
