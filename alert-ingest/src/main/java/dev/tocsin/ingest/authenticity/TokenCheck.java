package dev.tocsin.ingest.authenticity;

import java.util.Optional;

import dev.tocsin.ingest.format.Incoming;

/** A source whose senders show a token, or, where none is configured, are not checked. */
public final class TokenCheck implements AuthenticityCheck {

    private final SenderTokens tokens;

    public TokenCheck(SenderTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<Verdict.Forged> beforeBody(String authorization) {
        if (!tokens.configured()) {
            return Optional.empty();
        }
        return switch (tokens.look(authorization)) {
            case RIGHT -> Optional.empty();
            case NONE -> Optional.of(new Verdict.Forged(Verdict.Why.NO_TOKEN,
                    "Send the source's token as 'Authorization: Bearer <token>' or as basic password."));
            case WRONG -> Optional.of(wrongToken());
        };
    }

    @Override
    public Optional<Verdict> withoutBody(String authorization) {
        return Optional.of(tokens.configured() ? new Verdict.Verified() : new Verdict.Unchecked());
    }

    @Override
    public Verdict check(Incoming incoming, Caller caller) {
        return tokens.configured() ? new Verdict.Verified() : new Verdict.Unchecked();
    }

    static Verdict.Forged wrongToken() {
        return new Verdict.Forged(Verdict.Why.WRONG_TOKEN, "The token is not this source's; see the setting token.");
    }
}
