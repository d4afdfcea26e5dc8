package dev.tocsin.ingest.authenticity;

import java.util.Locale;

/** What can be said about who sent a request. */
public sealed interface Verdict {

    /** A signature or token was checked and is right. */
    record Verified() implements Verdict {}

    /** The source is configured without a check. */
    record Unchecked() implements Verdict {}

    /**
     * The check failed.
     *
     * @param detail
     *            what to change, for a person; tells nothing about what would have been right
     */
    record Forged(Why why, String detail) implements Verdict {}

    /** The check could not be made; our trouble, not the sender's. */
    record Uncheckable(String detail) implements Verdict {}

    /** Why a check failed. The code is the metric's label. */
    enum Why {
        /** No token although one is needed. */
        NO_TOKEN(401),
        /** Another token than the configured one. */
        WRONG_TOKEN(401),
        /** No signature although one is needed. */
        UNSIGNED(401),
        /** The signature does not fit the bytes. */
        BAD_SIGNATURE(403),
        /** The address of the signing certificate is not Amazon's. */
        FOREIGN_CERTIFICATE(403),
        /** Signed by Amazon, for a topic that is not allowed here. */
        FOREIGN_TOPIC(403),
        /** The source is not configured to take anything. */
        NOT_CONFIGURED(403);

        private final int status;

        Why(int status) {
            this.status = status;
        }

        /** HTTP status of the answer. */
        public int status() {
            return status;
        }

        /** Such as {@code bad-signature}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
