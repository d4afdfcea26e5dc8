package dev.tocsin.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What concerns all services of this process alike, as the disk does: each shows it in its own health, the console among
 * the problems, and who takes something in refuses it while there is no room.
 */
public final class ProcessHealth {

    private static final List<DiskWatch> DISKS = new CopyOnWriteArrayList<>();

    private ProcessHealth() {}

    /** Takes in a disk, until what is returned is closed. */
    public static Watched watching(DiskWatch disk) {
        DISKS.add(disk);
        return () -> DISKS.remove(disk);
    }

    /** Looks at once, where something just failed. */
    public static void look() {
        DISKS.forEach(DiskWatch::look);
    }

    /** Ends the watch. */
    @FunctionalInterface
    public interface Watched extends AutoCloseable {

        @Override
        void close();
    }

    /** Of all together. */
    public static Health health() {
        return DISKS.stream().map(DiskWatch::health).reduce(Health.up(), Health::and);
    }

    /** What a person has to do, sentence for sentence. */
    public static List<String> problems() {
        var problems = new ArrayList<String>();
        DISKS.stream().map(DiskWatch::sentence).filter(sentence -> !sentence.isEmpty()).forEach(problems::add);
        return problems;
    }

    /** Why nothing new may be taken in now. */
    public static Optional<String> noRoom() {
        return DISKS.stream().filter(disk -> disk.room().isFull()).map(DiskWatch::sentence).findFirst();
    }
}
