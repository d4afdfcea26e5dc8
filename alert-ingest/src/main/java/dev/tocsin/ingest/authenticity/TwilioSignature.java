package dev.tocsin.ingest.authenticity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.form.FormFields;

/**
 * Twilio's signature: {@code X-Twilio-Signature: <base64>}, HMAC-SHA1 over the URL that Twilio called, followed by each name and
 * value of the form, sorted by name, nothing trimmed, keyed with the account's auth token (twilio.com/docs/usage/security). The
 * URL is the public one, from the settings: a proxy may have changed what arrives here.
 */
public final class TwilioSignature implements HookSignature {

    /** Where it stands. */
    public static final String HEADER = "x-twilio-signature";

    private static final String ALGORITHM = "HmacSHA1";

    private final List<String> secrets;
    private final Optional<String> base;

    /**
     * With auth tokens of which several are valid at once, for rotation.
     *
     * @param base
     *            public address, without a slash at its end
     */
    public TwilioSignature(List<String> secrets, Optional<String> base) {
        this.secrets = List.copyOf(secrets);
        this.base = base;
    }

    @Override
    public boolean configured() {
        return !secrets.isEmpty() && base.isPresent();
    }

    @Override
    public boolean isOn(Incoming incoming) {
        return !incoming.header(HEADER).isBlank();
    }

    @Override
    public AuthenticityVerdict check(Incoming incoming) {
        if (!isOn(incoming)) {
            return new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.UNSIGNED,
                    "The header X-Twilio-Signature is missing.");
        }
        var url = base.orElse("") + incoming.path() + (incoming.query().isEmpty() ? "" : "?" + incoming.query());
        return Hmac.isAny(secrets, secret -> of(secret, url, incoming.body()), List.of(incoming.header(HEADER).strip()))
                ? new AuthenticityVerdict.Verified()
                : new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.BAD_SIGNATURE,
                        "The signature does not match. The setting secret must be the auth token of the account, and"
                                + " answers.url the address that Twilio calls.");
    }

    /** The signature of a form that is posted to a URL. */
    public static String of(String secret, String url, byte[] form) {
        var text = new StringBuilder(url);
        FormFields.of(form).all().stream().sorted(Comparator.comparing(FormFields.Field::name)).forEach(field -> text
                .append(field.name()).append(field.value()));
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
