package dev.tocsin.console.projection;

/**
 * Where a record stands in its topic.
 *
 * @param offset
 *            within the partition; -1 when it is not known
 */
public record LogPlace(int partition, long offset) {

    /** Nobody said where it stands. */
    public static final LogPlace UNKNOWN = new LogPlace(0, -1);

    /** Whether it can be looked up there. */
    public boolean known() {
        return offset >= 0;
    }
}
