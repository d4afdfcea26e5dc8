package dev.tocsin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of a process, as Linux counts it. */
public final class Resident {

    private static final long KILOBYTES = 1024;

    private Resident() {}

    public static long megabytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong).findFirst().orElse(0) / KILOBYTES;
        } catch (IOException gone) {
            throw new UncheckedIOException("process " + pid + " ended under load", gone);
        }
    }
}
