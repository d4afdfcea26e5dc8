package dev.tocsin.ingest.authenticity;

import java.util.Optional;

import dev.tocsin.ingest.format.Incoming;

/**
 * A source of hooks: signed, or with a token (Sentry's legacy plugin and Opsgenie sign nothing), or, only where that is said
 * explicitly, unchecked.
 */
public final class HookCheck implements AuthenticityCheck {

    private final String source;
    private final SenderTokens tokens;
    private final HookSignature signature;
    private final boolean unsigned;

    /**
     * @param unsigned
     *            whether requests are taken without any check
     */
    public HookCheck(String source, SenderTokens tokens, HookSignature signature, boolean unsigned) {
        this.source = source;
        this.tokens = tokens;
        this.signature = signature;
        this.unsigned = unsigned;
    }

    @Override
    public Optional<Verdict.Forged> beforeBody(String authorization) {
        if (!tokens.configured()) {
            return signature.configured() || unsigned
                    ? Optional.empty()
                    : Optional.of(new Verdict.Forged(Verdict.Why.NOT_CONFIGURED, "Set sources." + source
                            + ".secret (or .token) to what the sender shows, or sources." + source
                            + ".unsigned=true to take everything."));
        }
        return switch (tokens.look(authorization)) {
            case RIGHT -> Optional.empty();
            case WRONG -> Optional.of(TokenCheck.wrongToken());
            case NONE -> signature.configured() || unsigned
                    ? Optional.empty()
                    : Optional.of(new Verdict.Forged(Verdict.Why.NO_TOKEN,
                            "Send the source's token as 'Authorization: Bearer <token>' or as basic password."));
        };
    }

    @Override
    public Optional<Verdict> withoutBody(String authorization) {
        if (tokens.configured() && tokens.look(authorization) == SenderTokens.Shown.RIGHT) {
            return Optional.of(new Verdict.Verified());
        }
        return signature.configured() ? Optional.empty() : Optional.of(new Verdict.Unchecked());
    }

    @Override
    public Verdict check(Incoming incoming, Caller caller) {
        if (tokens.configured() && tokens.look(caller.authorization()) == SenderTokens.Shown.RIGHT) {
            return new Verdict.Verified();
        }
        if (signature.configured() && (signature.isOn(incoming) || !unsigned)) {
            return signature.check(incoming);
        }
        return new Verdict.Unchecked();
    }
}
