package dev.tocsin.runtime;

import java.nio.file.Path;

import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;

/** Free space of the disk that holds a folder. */
public sealed interface DiskRoom {

    /** Enough space. */
    record Plenty(long freeBytes) implements DiskRoom {}

    /** Low; free space before the disk is full. */
    record Low(long freeBytes) implements DiskRoom {}

    /** Full; new alerts are refused, so that existing ones can still be processed. */
    record Full(long freeBytes) implements DiskRoom {}

    /** Not writable, whatever the free space. */
    record Unwritable(String why) implements DiskRoom {}

    /**
     * Thresholds for low and full.
     *
     * @param warnBytes
     *            at least as much as {@code fullBytes}
     */
    record Limits(long warnBytes, long fullBytes) {

        private static final long MEGABYTE = 1_000_000;

        public Limits {
            if (fullBytes < 0 || warnBytes < fullBytes) {
                throw new SettingsException("setting disk.warn.megabytes is less than disk.full.megabytes:"
                        + " write at least the same");
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
         *            the previous state: a state ends only a tenth above its threshold, so that it does not oscillate
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

    /** Whether new alerts must be refused. */
    default boolean isFull() {
        return this instanceof Full || this instanceof Unwritable;
    }

    /** The state and what to do, for people; empty if there is nothing to do. */
    default String sentence(Path folder, Limits limits) {
        return switch (this) {
            case Plenty _ -> "";
            case Low(var free) -> "the disk that holds " + folder + " has " + megabytes(free)
                    + " MB left: free some space; below " + megabytes(limits.fullBytes())
                    + " MB, alerts are refused with 503";
            case Full(var free) -> "the disk that holds " + folder + " is full (" + megabytes(free)
                    + " MB left): free some space; alerts are refused with 503 until then";
            case Unwritable(var why) -> "the disk that holds " + folder + " is not writable (" + why
                    + "): repair it; alerts are refused with 503 until then";
        };
    }

    private static long megabytes(long bytes) {
        return bytes / Limits.MEGABYTE;
    }
}
