package dev.tocsin.ingest.authenticity;

import dev.tocsin.ingest.format.Incoming;

/** For senders that sign nothing: only a token can show who they are. */
public final class NoSignature implements HookSignature {

    @Override
    public boolean configured() {
        return false;
    }

    @Override
    public boolean isOn(Incoming incoming) {
        return false;
    }

    @Override
    public AuthenticityVerdict check(Incoming incoming) {
        return new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.UNSIGNED,
                "This source has no signatures. Send its token.");
    }
}
