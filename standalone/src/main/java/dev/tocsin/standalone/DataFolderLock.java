package dev.tocsin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.tocsin.runtime.SettingsException;

/** Keeps a second process out of a data folder; the operating system frees it however this one ends. */
final class DataFolderLock implements AutoCloseable {

    private final FileChannel channel;

    private DataFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder, which is made if it is not there.
     *
     * @throws SettingsException
     *             when another process has it
     */
    static DataFolderLock take(Path data) {
        try {
            Files.createDirectories(data);
            var channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isTaken(channel)) {
                channel.close();
                throw new SettingsException("another tocsin runs in " + data
                        + ": stop it, or name another folder with --data");
            }
            return new DataFolderLock(channel);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot use the data folder " + data, failure);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
