package dev.tocsin.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.Service;

/** The data folder of the demo: one that somebody named and that stays, or a temporary one that goes with the demo. */
public final class DemoFolder implements Service {

    private static final String POLICY = "demo-policy.yml";

    private final Path path;
    private final boolean temporary;

    private DemoFolder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /** Makes it. */
    public static DemoFolder of(Optional<Path> named) {
        try {
            return named.isPresent()
                    ? new DemoFolder(Files.createDirectories(named.get()), false)
                    : new DemoFolder(Files.createTempDirectory("tocsin-demo-"), true);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** Writes the demo's policy into it, where it can be read and changed. */
    public Path policy() {
        try {
            return Files.writeString(path.resolve(POLICY), Payload.text("/demo/policy.yml"));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public String name() {
        return "demo-folder";
    }

    @Override
    public void start() {
        // It is there.
    }

    @Override
    public Health health() {
        return Health.up();
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                Files.walkFileTree(path, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException left) {
                throw new UncheckedIOException(left);
            }
        }
    }
}
