package dev.tocsin.ingest.authenticity;

import java.util.Set;

import dev.tocsin.ingest.format.Incoming;

/** A signature that a sender of hooks makes with a shared secret. */
public interface HookSignature {

    /** Whether any secret is configured. */
    boolean configured();

    /** Whether a request claims to be signed. */
    boolean isOn(Incoming incoming);

    /** Headers that it needs, in lower case, where they are not always kept. */
    default Set<String> headers() {
        return Set.of();
    }

    /** Checks it. */
    AuthenticityVerdict check(Incoming incoming);
}
