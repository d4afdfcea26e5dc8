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
    public Optional<AuthenticityVerdict.Forged> beforeBody(String authorization) {
        if (!tokens.configured()) {
            return Optional.empty();
        }
        return switch (tokens.look(authorization)) {
            case RIGHT -> Optional.empty();
            case NONE -> Optional.of(new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.NO_TOKEN,
                    SenderTokens.HOW));
            case WRONG -> Optional.of(wrongToken());
        };
    }

    @Override
    public Optional<AuthenticityVerdict> withoutBody(String authorization) {
        return Optional.of(tokens.configured()
                ? new AuthenticityVerdict.Verified()
                : new AuthenticityVerdict.Unchecked());
    }

    @Override
    public AuthenticityVerdict check(Incoming incoming, Caller caller) {
        return tokens.configured() ? new AuthenticityVerdict.Verified() : new AuthenticityVerdict.Unchecked();
    }

    static AuthenticityVerdict.Forged wrongToken() {
        return new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.WRONG_TOKEN,
                "The token is wrong. See the setting token of this source.");
    }
}
