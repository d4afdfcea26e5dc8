package dev.tocsin.ingest.authenticity;

import java.util.Locale;

/** Result of the authenticity check of a request. */
public sealed interface AuthenticityVerdict {

    /** The signature or token is valid. */
    record Verified() implements AuthenticityVerdict {}

    /** The source is configured without a check. */
    record Unchecked() implements AuthenticityVerdict {}

    /**
     * The check failed.
     *
     * @param detail
     *            the correction, for a person; reveals nothing about the expected value
     */
    record Forged(Why why, String detail) implements AuthenticityVerdict {}

    /** The check was impossible, through no fault of the sender. */
    record Uncheckable(String detail) implements AuthenticityVerdict {}

    /** Why a check failed. The code is the metric's label. */
    enum Why {
        /** The token is missing. */
        NO_TOKEN(401),
        /** The token is wrong. */
        WRONG_TOKEN(401),
        /** The signature is missing. */
        UNSIGNED(401),
        /** The signature does not match the bytes. */
        BAD_SIGNATURE(403),
        /** The signature is too old: it may be a replay. */
        STALE_SIGNATURE(403),
        /** The address of the signing certificate is not Amazon's. */
        FOREIGN_CERTIFICATE(403),
        /** Signed by Amazon, for a topic that is not allowed here. */
        FOREIGN_TOPIC(403),
        /** The source is not configured to accept anything. */
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
