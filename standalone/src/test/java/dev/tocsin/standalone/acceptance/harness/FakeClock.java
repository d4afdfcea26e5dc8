package dev.tocsin.standalone.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wall clock of child processes, set as somebody sets a machine's clock; needs libfaketime (Debian: faketime). */
public final class FakeClock {

    private static final List<Path> PLACES = List.of(Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/faketime/libfaketimeMT.so.1"), Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    private final Path file;
    private final Path library;

    private FakeClock(Path file, Path library) {
        this.file = file;
        this.library = library;
    }

    /** A clock that is right for now; nothing where libfaketime is not installed. */
    public static Optional<FakeClock> in(Path folder) {
        return PLACES.stream().filter(Files::exists).findFirst().map(library -> {
            var clock = new FakeClock(folder.resolve("clock"), library);
            clock.set(Duration.ZERO);
            return clock;
        });
    }

    /**
     * Environment of a process that goes by it. Only the wall clock is another: with libfaketime's "fix" for monotonic time,
     * waiting with a limit ends at once. The file is read each second.
     */
    public Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1", "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    /** Sets it so far from what it should be. */
    public void set(Duration ahead) {
        try {
            var next = Files.writeString(file.resolveSibling("clock-next"), (ahead.isNegative() ? "-" : "+") + ahead
                    .abs().toSeconds() + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
