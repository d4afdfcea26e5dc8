package dev.tocsin.ingest.authenticity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.tocsin.ingest.format.Incoming;

/**
 * Slack's signature of a request, version 0: {@code X-Slack-Signature: v0=<hex>}, HMAC-SHA256 over
 * {@code v0:<timestamp>:<body>}, keyed with the app's signing secret (docs.slack.dev, "Verifying requests from Slack"). A
 * timestamp more than five minutes away is refused, in the past and in the future, so that a request cannot be replayed.
 */
public final class SlackSignature implements HookSignature {

    /** Where it stands. */
    public static final String HEADER = "x-slack-signature";
    /** When it was made, in seconds. */
    public static final String TIMESTAMP = "x-slack-request-timestamp";

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final List<String> secrets;

    /** With secrets of which several are valid at once, for rotation. */
    public SlackSignature(List<String> secrets) {
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
                    "The header X-Slack-Signature is missing.");
        }
        var timestamp = incoming.header(TIMESTAMP).strip();
        var shown = incoming.header(HEADER).strip().toLowerCase(Locale.ROOT);
        if (!Hmac.isAny(secrets, secret -> of(secret, timestamp, incoming.body()), List.of(shown))) {
            return new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.BAD_SIGNATURE,
                    "The signature does not match the body. The setting secret must be the signing secret of the Slack app.");
        }
        return isFresh(timestamp, incoming.receivedAt())
                ? new AuthenticityVerdict.Verified()
                : new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.STALE_SIGNATURE,
                        "The request was signed more than five minutes away from now. Check the clock of this machine.");
    }

    private static boolean isFresh(String timestamp, Instant now) {
        return timestamp.matches("\\d{1,12}") && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs().compareTo(WINDOW) <= 0;
    }

    /** The signature of a body at a time, with its version. */
    public static String of(String secret, String timestamp, byte[] body) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(("v0:" + timestamp + ":").getBytes(UTF_8));
        all.writeBytes(body);
        return "v0=" + Hmac.hex(secret, all.toByteArray());
    }
}
