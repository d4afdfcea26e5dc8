package dev.tocsin.runtime;

import java.nio.file.Path;

import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;

/** How much room the disk has that holds a folder. */
public sealed interface DiskRoom {

    /** Nothing is to be done. */
    record Plenty(long freeBytes) implements DiskRoom {}

    /** Somebody should free some space before it is full. */
    record Low(long freeBytes) implements DiskRoom {}

    /** So little that nothing new is taken in, so that what is there can still be worked on. */
    record Full(long freeBytes) implements DiskRoom {}

    /** It cannot be written to at all, whatever room it has. */
    record Unwritable(String why) implements DiskRoom {}

    /**
     * Where the room begins to be low, and where it counts as full.
     *
     * @param warnBytes
     *            at least as much as {@code fullBytes}
     */
    record Limits(long warnBytes, long fullBytes) {

        private static final long MEGABYTE = 1_000_000;

        public Limits {
            if (fullBytes < 0 || warnBytes < fullBytes) {
                throw new SettingsException("setting disk.warn.megabytes is less than disk.full.megabytes:"
                        + " write the same or more");
            }
        }

        /** {@code disk.warn.megabytes} (1000) and {@code disk.full.megabytes} (64). */
        public static Limits of(Settings settings) {
            var full = CommonSettings.DISK_FULL.in(settings);
            return new Limits(CommonSettings.DISK_WARN.in(settings, Math.max(CommonSettings.DISK_WARN.standard()
                    .orElseThrow(), full)) * MEGABYTE, full
                            * MEGABYTE);
        }

        /**
         * Judges.
         *
         * @param before
         *            what was found at the last look: a state ends only where there is a tenth more than its limit, so that the
         *            door does not open and close all the time
         */
        public DiskRoom judge(long freeBytes, DiskRoom before) {
            if (freeBytes < (before.isFull() ? withMargin(fullBytes) : fullBytes)) {
                return new Full(freeBytes);
            }
            return freeBytes < (before instanceof Plenty ? warnBytes : withMargin(warnBytes))
                    ? new Low(freeBytes)
                    : new Plenty(freeBytes);
        }

        private static long withMargin(long bytes) {
            return bytes + bytes / 10;
        }
    }

    /** Whether what is new has to be refused. */
    default boolean isFull() {
        return this instanceof Full || this instanceof Unwritable;
    }

    /** What it means and what to do, for a person; empty where nothing is to be done. */
    default String sentence(Path folder, Limits limits) {
        return switch (this) {
            case Plenty _ -> "";
            case Low(var free) -> "the disk that holds " + folder + " has " + megabytes(free)
                    + " MB left: free some space; from " + megabytes(limits.fullBytes())
                    + " MB on, alerts are answered 503";
            case Full(var free) -> "the disk that holds " + folder + " is full (" + megabytes(free)
                    + " MB left): free some space; alerts are answered 503 until then";
            case Unwritable(var why) -> "the disk that holds " + folder + " cannot be written to (" + why
                    + "): mend that; alerts are answered 503 until then";
        };
    }

    private static long megabytes(long bytes) {
        return bytes / Limits.MEGABYTE;
    }
}
