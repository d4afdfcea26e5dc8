package dev.tocsin.notifier.delivery;

/** Whether a notification is sent now. */
public sealed interface FreshnessVerdict {

    /** It does. */
    record Send() implements FreshnessVerdict {}

    /**
     * It does not.
     *
     * @param code
     *            short code, such as acknowledged; the decision is dropped-code
     * @param reason
     *            reason for people
     */
    record Drop(String code, String reason) implements FreshnessVerdict {}
}
