package dev.tocsin.schemas.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what comes back to us from outside, and knows it again: HMAC-SHA256, cut to 96 bits (RFC 2104, section 5), over a
 * purpose and the bytes. The first secret signs, all of them verify; that is how a secret is rotated. Compared in constant
 * time. Shows no secret.
 */
public final class AnswerKeys {

    /** Characters of an action token; Telegram takes 64 bytes. */
    public static final int TOKEN_LENGTH = 47;

    /** Fewest characters of a secret. */
    public static final int LEAST_SECRET = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 12;
    private static final String ACTION = "tocsin-action-1\n";
    private static final String CODE = "tocsin-code-1\n";
    private static final int CODES = 10_000;
    private static final String RECEIPT = "tocsin-receipt-1\n";
    private static final String REPORT = "tocsin-report-1\n";
    private static final String FORM = "tocsin-form-1\n";

    private final List<SecretKeySpec> keys;

    private AnswerKeys(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * Of secrets, the signing one first; of none, nothing is signed or known.
     *
     * @throws IllegalArgumentException
     *             when one has fewer than {@link #LEAST_SECRET} characters
     */
    public static AnswerKeys of(List<String> secrets) {
        if (secrets.stream().anyMatch(secret -> secret.length() < LEAST_SECRET)) {
            throw new IllegalArgumentException("a secret is shorter than " + LEAST_SECRET + " characters");
        }
        return new AnswerKeys(secrets.stream().map(secret -> new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM))
                .toList());
    }

    /** Whether there is a secret. */
    public boolean configured() {
        return !keys.isEmpty();
    }

    /** A token as text of {@link #TOKEN_LENGTH} letters, digits, dashes and underscores; empty if it cannot be signed. */
    public Optional<String> sign(ActionToken token) {
        return configured() ? token.bytes().map(bytes -> signed(ACTION, bytes)) : Optional.empty();
    }

    /** What a text is worth as a token. */
    public TokenVerdict read(String text, AnswerWay way, Instant now) {
        if (text.length() != TOKEN_LENGTH) {
            return new TokenVerdict.Unknown();
        }
        return opened(ACTION, text).flatMap(ActionToken::of).filter(token -> token.way() == way)
                .<TokenVerdict>map(token -> now.isBefore(token.expiresAt())
                        ? new TokenVerdict.Valid(token)
                        : new TokenVerdict.Expired(token))
                .orElseGet(TokenVerdict.Unknown::new);
    }

    /** A page as text for the address to which the vendor reports what became of it; empty without a secret. */
    public Optional<String> sign(PageMark page) {
        return configured() ? Optional.of(signed(RECEIPT, page.bytes())) : Optional.empty();
    }

    /** The page that a text stands for; empty if it is not ours, or too old. */
    public Optional<PageMark> page(String text, Instant now) {
        return opened(RECEIPT, text).flatMap(PageMark::of).filter(page -> now.isBefore(page.expiresAt()));
    }

    /** The last part of the address of a form for reports; empty without a secret. */
    public Optional<String> sign(ReportAddress address) {
        return configured() ? Optional.of(signed(REPORT, address.bytes())) : Optional.empty();
    }

    /** The link that an address was signed for; empty if it is not ours. */
    public Optional<ReportAddress> reportAddress(String text) {
        return opened(REPORT, text).flatMap(ReportAddress::of);
    }

    /** A form that is shown under an address; empty without a secret. */
    public Optional<String> sign(FormMark form, ReportAddress under) {
        return configured() ? Optional.of(signed(form(under), form.bytes())) : Optional.empty();
    }

    /** The form that a text stands for; empty if it is not ours, or was shown under another address. */
    public Optional<FormMark> form(String text, ReportAddress under) {
        return opened(form(under), text).flatMap(FormMark::of);
    }

    private static String form(ReportAddress under) {
        return FORM + new String(under.bytes(), UTF_8) + "\n";
    }

    /**
     * Four digits that stand for a round of an incident in a text message, which only a number of the policy may answer with;
     * empty without a secret. Two incidents may have the same.
     */
    public String code(String incidentId, int round) {
        return codes(incidentId, round).stream().findFirst().orElse("");
    }

    /** The codes by all secrets, the signing one's first. */
    public List<String> codes(String incidentId, int round) {
        return keys.stream().map(key -> "%04d".formatted(Short.toUnsignedInt(ByteBuffer.wrap(mac(key, CODE,
                (incidentId + "/" + round).getBytes(UTF_8))).getShort()) % CODES)).toList();
    }

    private String signed(String purpose, byte[] bytes) {
        var all = ByteBuffer.allocate(bytes.length + MAC_BYTES).put(bytes).put(mac(keys.getFirst(), purpose, bytes));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    private Optional<byte[]> opened(String purpose, String text) {
        try {
            var all = Base64.getUrlDecoder().decode(text);
            if (all.length <= MAC_BYTES) {
                return Optional.empty();
            }
            var bytes = Arrays.copyOf(all, all.length - MAC_BYTES);
            var shown = Arrays.copyOfRange(all, all.length - MAC_BYTES, all.length);
            var right = false;
            for (var key : keys) {
                right |= MessageDigest.isEqual(mac(key, purpose, bytes), shown);
            }
            return right ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static byte[] mac(SecretKeySpec key, String purpose, byte[] bytes) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(purpose.getBytes(UTF_8));
            return Arrays.copyOf(mac.doFinal(bytes), MAC_BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    @Override
    public String toString() {
        return "AnswerKeys[" + keys.size() + "]";
    }
}
