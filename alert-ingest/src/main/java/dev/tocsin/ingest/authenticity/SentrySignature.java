package dev.tocsin.ingest.authenticity;

import java.util.List;
import java.util.Locale;

import dev.tocsin.ingest.format.Incoming;

/**
 * Sentry's signature: lower-case hex of HMAC-SHA256, keyed with the integration's client secret, over the bytes of the body
 * as received (sentry sentry_apps; the documentation's own snippets re-serialise the body and fail).
 */
public final class SentrySignature implements HookSignature {

    private static final List<String> HEADERS = List.of("sentry-hook-signature", "sentry-app-signature",
            "x-servicehook-signature");

    private final List<String> secrets;

    /** With secrets of which several are valid at once, for rotation. */
    public SentrySignature(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    @Override
    public boolean configured() {
        return !secrets.isEmpty();
    }

    @Override
    public boolean isOn(Incoming incoming) {
        return HEADERS.stream().anyMatch(name -> !incoming.header(name).isBlank());
    }

    @Override
    public AuthenticityVerdict check(Incoming incoming) {
        var sent = HEADERS.stream().map(incoming::header).filter(value -> !value.isBlank())
                .map(value -> value.strip().toLowerCase(Locale.ROOT)).toList();
        if (sent.isEmpty()) {
            return new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.UNSIGNED,
                    "The header Sentry-Hook-Signature is missing. Send hooks of an integration with a client secret.");
        }
        return Hmac.isAny(secrets, secret -> of(secret, incoming.body()), sent)
                ? new AuthenticityVerdict.Verified()
                : new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.BAD_SIGNATURE,
                        "The signature does not match the body. The setting secret must be the integration's client secret.");
    }

    /** The signature of a body. */
    public static String of(String secret, byte[] body) {
        return Hmac.hex(secret, body);
    }
}
