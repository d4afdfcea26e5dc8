package dev.tocsin.ingest.authenticity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.tocsin.ingest.format.Incoming;

/**
 * PagerDuty's signature of a V3 webhook: {@code X-PagerDuty-Signature: v1=<hex>[,v1=<hex>...]}, HMAC-SHA256 over the bytes of
 * the body, keyed with the secret that the subscription showed once; while a secret is rotated there are several
 * (developer.pagerduty.com, "Verifying webhook signatures").
 */
public final class PagerDutySignature implements HookSignature {

    /** Where it stands. */
    public static final String HEADER = "x-pagerduty-signature";

    private static final String VERSION = "v1=";
    private static final int MOST = 10;

    private final List<String> secrets;

    /** With secrets of which several are valid at once, for rotation. */
    public PagerDutySignature(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    @Override
    public boolean configured() {
        return !secrets.isEmpty();
    }

    @Override
    public boolean isOn(Incoming incoming) {
        return !incoming.header(HEADER).isBlank();
    }

    @Override
    public AuthenticityVerdict check(Incoming incoming) {
        if (!isOn(incoming)) {
            return new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.UNSIGNED,
                    "The header X-PagerDuty-Signature is missing. Send V3 webhooks, which are signed.");
        }
        var sent = Arrays.stream(incoming.header(HEADER).split(",")).limit(MOST).map(String::strip)
                .filter(signature -> signature.startsWith(VERSION)).map(signature -> signature.toLowerCase(Locale.ROOT))
                .toList();
        return Hmac.isAny(secrets, secret -> of(secret, incoming.body()), sent)
                ? new AuthenticityVerdict.Verified()
                : new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.BAD_SIGNATURE,
                        "The signature does not match the body. The setting secret must be the secret of the webhook subscription.");
    }

    /** The signature of a body, with its version. */
    public static String of(String secret, byte[] body) {
        return VERSION + Hmac.hex(secret, body);
    }
}
