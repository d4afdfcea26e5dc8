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
    public Verdict check(Incoming incoming) {
        return new Verdict.Forged(Verdict.Why.UNSIGNED, "This sender signs nothing; send the source's token.");
    }
}
