package dev.tocsin.ingest;

import dev.tocsin.event.Alert;

/** Which service an alert is about, by the policy. */
public interface ServiceMapping {

    /** Whether the policy is known; before that a key could be a wrong one. */
    boolean known();

    /** The service key, never empty. */
    String serviceKey(Alert alert);
}
