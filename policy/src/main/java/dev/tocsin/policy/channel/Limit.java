package dev.tocsin.policy.channel;

/**
 * A size limit of a vendor.
 *
 * @param what
 *            of what, in the vendor's words
 * @param most
 *            the most that is sent; may be less than the vendor's own limit where that is counted otherwise
 */
public record Limit(String what, int most, Unit unit) {

    /** What is counted. */
    public enum Unit {
        /** UTF-16 code units: what a vendor counts that says "characters", or more than it counts. */
        CHARACTERS,
        /** Bytes of UTF-8. */
        BYTES;

        /** How much of it a text is. */
        public int of(String text) {
            return switch (this) {
                case CHARACTERS -> text.length();
                case BYTES -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            };
        }
    }
}
