package dev.tocsin.ingest.authenticity;

import java.util.Optional;
import java.util.Set;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.cloudwatch.SnsEnvelope;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.JsonReading;

/**
 * A source of CloudWatch alarms. SNS messages carry a signature of their own; EventBridge events, raw deliveries and
 * forwarded documents carry none and need the source's token.
 */
public final class SnsCheck implements AuthenticityCheck {

    /** SNS messages have at most 256 KiB, which escapes make longer; nothing larger is parsed for a stranger. */
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private final String source;
    private final SenderTokens tokens;
    private final SnsSignature signature;
    private final boolean requireSignature;
    private final Set<String> topicArns;

    /**
     * @param requireSignature
     *            whether SNS messages must be signed, and what has no signature must have a token
     * @param topicArns
     *            topics whose messages are taken; empty for all
     */
    public SnsCheck(String source, SenderTokens tokens, SnsSignature signature, boolean requireSignature,
            Set<String> topicArns) {
        this.source = source;
        this.tokens = tokens;
        this.signature = signature;
        this.requireSignature = requireSignature;
        this.topicArns = Set.copyOf(topicArns);
    }

    @Override
    public Optional<AuthenticityVerdict.Forged> beforeBody(String authorization) {
        return tokens.configured() && tokens.look(authorization) == SenderTokens.Shown.WRONG
                ? Optional.of(TokenCheck.wrongToken())
                : Optional.empty();
    }

    @Override
    public Optional<AuthenticityVerdict> withoutBody(String authorization) {
        if (tokens.configured() && tokens.look(authorization) == SenderTokens.Shown.RIGHT) {
            return Optional.of(new AuthenticityVerdict.Verified());
        }
        return requireSignature || tokens.configured()
                ? Optional.empty()
                : Optional.of(new AuthenticityVerdict.Unchecked());
    }

    @Override
    public AuthenticityVerdict check(Incoming incoming, Caller caller) {
        var token = tokens.configured() && tokens.look(caller.authorization()) == SenderTokens.Shown.RIGHT;
        if (!token && requireSignature && incoming.body().length > MOST_BYTES) {
            return unsigned(false);
        }
        var envelope = incoming.json() instanceof JsonReading.Document(Fields root)
                ? SnsEnvelope.of(root)
                : Optional.<SnsEnvelope>empty();
        return envelope.map(found -> signed(found, token, caller.address())).orElseGet(() -> unsigned(token));
    }

    private AuthenticityVerdict signed(SnsEnvelope envelope, boolean token, String address) {
        if (!topicArns.isEmpty() && !topicArns.contains(envelope.topicArn())) {
            return new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.FOREIGN_TOPIC,
                    "The topic is not listed in sources." + source + ".topic-arns.");
        }
        if (requireSignature) {
            return signature.check(envelope, topicArns.contains(envelope.topicArn()), address);
        }
        return withoutSignature(token);
    }

    private AuthenticityVerdict unsigned(boolean token) {
        if (token) {
            return new AuthenticityVerdict.Verified();
        }
        return requireSignature
                ? new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.UNSIGNED,
                        "Anything but a signed SNS message needs the "
                                + "source's token as 'Authorization: Bearer <token>': set sources." + source
                                + ".token, or sources." + source + ".require-signature=false to accept everything.")
                : withoutSignature(false);
    }

    private AuthenticityVerdict withoutSignature(boolean token) {
        if (token) {
            return new AuthenticityVerdict.Verified();
        }
        return tokens.configured()
                ? new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.NO_TOKEN,
                        SenderTokens.HOW)
                : new AuthenticityVerdict.Unchecked();
    }
}
