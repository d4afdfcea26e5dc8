package dev.tocsin.ingest.authenticity;

import dev.tocsin.ingest.format.Incoming;

/** A signature that a sender of hooks makes with a shared secret. */
public interface HookSignature {

    /** Whether any secret is configured. */
    boolean configured();

    /** Whether a request claims to be signed. */
    boolean isOn(Incoming incoming);

    /** Checks it. */
    AuthenticityVerdict check(Incoming incoming);
}
