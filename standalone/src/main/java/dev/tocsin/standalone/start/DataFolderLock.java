package dev.tocsin.standalone.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import dev.tocsin.runtime.setting.SettingsException;

/** Keeps a second process out of a data folder; the operating system frees it however this one ends. */
public final class DataFolderLock implements AutoCloseable {

    private static final List<String> PARTS = List.of("kafka", "kafka/log", "state");
    private static final int LONGEST_ID = 20;

    private final FileChannel channel;

    private DataFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder, which is made if it is not there.
     *
     * @throws SettingsException
     *             when another process has it, or it cannot be written to
     */
    public static DataFolderLock take(Path data) {
        try {
            Files.createDirectories(data);
            // A folder that a kill left half made has no space problem of its own: the file has no content until it is held.
            var channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (!isTaken(channel)) {
                var owner = owner(channel);
                channel.close();
                throw new SettingsException("another tocsin" + owner + " uses data folder " + data
                        + ": stop it, or name another folder with --data");
            }
            checkParts(data);
            name(channel);
            return new DataFolderLock(channel);
        } catch (FileSystemException unusable) {
            throw new SettingsException("data folder " + data + ": " + StartFailure.sentence(unusable), unusable);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot use the data folder " + data, failure);
        }
    }

    /** What an earlier start as another user made cannot be written to, although the folder can. */
    private static void checkParts(Path data) {
        for (var part : PARTS) {
            var path = data.resolve(part);
            if (Files.exists(path) && !(Files.isDirectory(path) && Files.isWritable(path))) {
                throw new SettingsException("data folder " + data + ": " + path + " is not a folder that "
                        + System.getProperty("user.name")
                        + " may write to: change its owner, or name another folder with --data");
            }
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    /** A help for a person only, so a disk that is full does not matter here. */
    private static void name(FileChannel channel) {
        try {
            channel.truncate(0).write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(
                    StandardCharsets.US_ASCII)), 0);
        } catch (IOException full) {
            // The lock itself is held.
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(LONGEST_ID);
        channel.read(bytes, 0);
        var id = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        return id.matches("\\d+") ? " (process " + id + ")" : "";
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
