package dev.tocsin.ingest.authenticity;

import java.util.Locale;

/**
 * Where a sender of hooks puts its HMAC over the bytes of the body, and how it writes it.
 *
 * @param header
 *            in lower case
 * @param prefix
 *            before the hex digits, such as {@code sha256=}; may be empty
 * @param timestampHeader
 *            in lower case; where it is not empty, what is signed is its value, a colon and the body (Grafana)
 */
public record SignatureScheme(String header, String prefix, Hash hash, String timestampHeader) {

    /** What hashes. */
    public enum Hash {
        SHA256("HmacSHA256"), SHA512("HmacSHA512"), SHA1("HmacSHA1");

        private final String algorithm;

        Hash(String algorithm) {
            this.algorithm = algorithm;
        }

        String algorithm() {
            return algorithm;
        }
    }

    public SignatureScheme {
        header = header.toLowerCase(Locale.ROOT);
        timestampHeader = timestampHeader.toLowerCase(Locale.ROOT);
    }

    /** Grafana's, whose header the contact point may rename. */
    public static SignatureScheme grafana() {
        return new SignatureScheme("x-grafana-alerting-signature", "", Hash.SHA256, "");
    }

    /** GitHub's {@code X-Hub-Signature-256}. */
    public static SignatureScheme github() {
        return new SignatureScheme("x-hub-signature-256", "sha256=", Hash.SHA256, "");
    }

    /** Jira's {@code X-Hub-Signature} (developer.atlassian.com, "Webhooks", "Secure admin webhooks"). */
    public static SignatureScheme jira() {
        return new SignatureScheme("x-hub-signature", "sha256=", Hash.SHA256, "");
    }

    /** Linear's {@code Linear-Signature}, hex digits alone (linear.app/developers/webhooks, "Securing webhooks"). */
    public static SignatureScheme linear() {
        return new SignatureScheme("linear-signature", "", Hash.SHA256, "");
    }

    /** Flux's provider of type {@code generic-hmac}. */
    public static SignatureScheme flux() {
        return new SignatureScheme("x-signature", "sha256=", Hash.SHA256, "");
    }

    /** Terraform Cloud's, HMAC-SHA512. */
    public static SignatureScheme terraform() {
        return new SignatureScheme("x-tfe-notification-signature", "", Hash.SHA512, "");
    }

    /** LaunchDarkly's. */
    public static SignatureScheme launchDarkly() {
        return new SignatureScheme("x-ld-signature", "", Hash.SHA256, "");
    }

    /** For senders of any kind, unless settings say otherwise. */
    public static SignatureScheme generic() {
        return new SignatureScheme("x-signature", "sha256=", Hash.SHA256, "");
    }
}
