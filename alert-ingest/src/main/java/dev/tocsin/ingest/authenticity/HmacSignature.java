package dev.tocsin.ingest.authenticity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.tocsin.ingest.format.Incoming;

/** A signature by a {@link SignatureScheme}, over the bytes as received and compared in constant time. */
public final class HmacSignature implements HookSignature {

    private final SignatureScheme scheme;
    private final List<String> secrets;

    /** With secrets of which several are valid at once, for rotation. */
    public HmacSignature(SignatureScheme scheme, List<String> secrets) {
        this.scheme = scheme;
        this.secrets = List.copyOf(secrets);
    }

    @Override
    public boolean configured() {
        return !secrets.isEmpty();
    }

    @Override
    public Set<String> headers() {
        return scheme.timestampHeader().isEmpty()
                ? Set.of(scheme.header())
                : Set.of(scheme.header(), scheme.timestampHeader());
    }

    @Override
    public boolean isOn(Incoming incoming) {
        return !incoming.header(scheme.header()).isBlank();
    }

    @Override
    public AuthenticityVerdict check(Incoming incoming) {
        if (!isOn(incoming)) {
            return new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.UNSIGNED, "The header " + scheme.header()
                    + " is missing. Set the secret at the sender, too.");
        }
        return Hmac.isAny(secrets, secret -> plain(of(scheme, secret, incoming.header(scheme.timestampHeader()),
                incoming
                        .body())), List.of(plain(incoming.header(scheme.header()))))
                                ? new AuthenticityVerdict.Verified()
                                : new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.BAD_SIGNATURE,
                                        "The signature does not match the body. The setting secret must be the sender's secret.");
    }

    /** The prefix is left out where a sender leaves it out: the digits prove, not the prefix. */
    private String plain(String signature) {
        var plain = signature.strip().toLowerCase(Locale.ROOT);
        return plain.startsWith(scheme.prefix()) ? plain.substring(scheme.prefix().length()) : plain;
    }

    /**
     * The signature of a body, with its prefix.
     *
     * @param timestamp
     *            as sent; not used where the scheme has no header for it
     */
    public static String of(SignatureScheme scheme, String secret, String timestamp, byte[] body) {
        var signed = scheme.timestampHeader().isEmpty() ? body : stamped(timestamp, body);
        return scheme.prefix() + Hmac.hex(scheme.hash().algorithm(), secret, signed);
    }

    private static byte[] stamped(String timestamp, byte[] body) {
        var before = (timestamp.strip() + ":").getBytes(UTF_8);
        var all = Arrays.copyOf(before, before.length + body.length);
        System.arraycopy(body, 0, all, before.length, body.length);
        return all;
    }
}
