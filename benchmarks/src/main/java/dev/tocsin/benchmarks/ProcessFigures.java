package dev.tocsin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What Linux counts of a process: its CPU time and its resident memory. */
public final class ProcessFigures {

    private static final long KILOBYTES = 1024;

    /** The unit of CPU time in /proc; the same on every Linux, whatever the kernel's own clock. */
    private static final long TICKS_PER_SECOND = 100;

    /** Of the fields behind the name of the program, which may hold spaces: proc(5), fields 14 and 15. */
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private ProcessFigures() {}

    /**
     * Resident memory.
     *
     * @throws UncheckedIOException
     *             when the process is gone
     */
    public static long residentMegabytes(long pid) {
        try (var lines = Files.lines(file(pid, "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong).findFirst().orElse(0) / KILOBYTES;
        } catch (IOException gone) {
            throw new UncheckedIOException("process " + pid + " has ended", gone);
        }
    }

    /**
     * CPU time since the process began, in user and kernel mode, of all its threads that are or were; not of its children.
     *
     * @throws UncheckedIOException
     *             when the process is gone
     */
    public static Duration cpu(long pid) {
        try {
            var line = Files.readString(file(pid, "stat"));
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return Duration.ofMillis((Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * 1000
                    / TICKS_PER_SECOND);
        } catch (IOException gone) {
            throw new UncheckedIOException("process " + pid + " has ended", gone);
        }
    }

    private static Path file(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
