package dev.tocsin.policy.read;

/**
 * A setting of a type of channel.
 *
 * @param key
 *            as written in the policy file
 * @param form
 *            what it may look like
 * @param required
 *            whether the channel is useless without it
 */
public record Setting(String key, Form form, boolean required) {

    /** What a setting may look like. */
    public enum Form {
        /** Any text. */
        TEXT("smtp.example.org"),
        /** An absolute http or https address without user and password. */
        URL("https://example.org/"),
        /** A TCP port. */
        PORT("587"),
        /** true or false. */
        FLAG("true"),
        /** A mail address. */
        MAIL("tocsin@example.org"),
        /** A reference to where the secret is; never the secret. */
        SECRET("{env: NAME_OF_VARIABLE}"),
        /** An address, or a reference when the address itself is a secret. */
        URL_OR_SECRET("https://example.org/hook");

        private final String example;

        Form(String example) {
            this.example = example;
        }

        /** How one is written. */
        public String example() {
            return example;
        }
    }
}
