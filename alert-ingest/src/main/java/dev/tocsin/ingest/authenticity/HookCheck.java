package dev.tocsin.ingest.authenticity;

import java.util.Optional;
import java.util.Set;

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
    public Optional<AuthenticityVerdict.Forged> beforeBody(String authorization) {
        if (!tokens.configured()) {
            return signature.configured() || unsigned
                    ? Optional.empty()
                    : Optional.of(new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.NOT_CONFIGURED, "Set sources."
                            + source
                            + ".secret (or .token) to the sender's secret, or sources." + source
                            + ".unsigned=true to accept unsigned requests."));
        }
        return switch (tokens.look(authorization)) {
            case RIGHT -> Optional.empty();
            case WRONG -> Optional.of(TokenCheck.wrongToken());
            case NONE -> signature.configured() || unsigned
                    ? Optional.empty()
                    : Optional.of(new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.NO_TOKEN,
                            SenderTokens.HOW));
        };
    }

    @Override
    public Optional<AuthenticityVerdict> withoutBody(String authorization) {
        if (tokens.configured() && tokens.look(authorization) == SenderTokens.Shown.RIGHT) {
            return Optional.of(new AuthenticityVerdict.Verified());
        }
        return signature.configured() ? Optional.empty() : Optional.of(new AuthenticityVerdict.Unchecked());
    }

    @Override
    public Set<String> headers() {
        return signature.headers();
    }

    @Override
    public AuthenticityVerdict check(Incoming incoming, Caller caller) {
        if (tokens.configured() && tokens.look(caller.authorization()) == SenderTokens.Shown.RIGHT) {
            return new AuthenticityVerdict.Verified();
        }
        if (signature.configured() && (signature.isOn(incoming) || !unsigned)) {
            return signature.check(incoming);
        }
        return new AuthenticityVerdict.Unchecked();
    }
}
