package dev.tocsin.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encrypts what a browser keeps for the console (JWE, A256GCM), so that every console with the same key can read it and nobody
 * else can read or change it. Each purpose has a key of its own.
 */
public final class CookieSeal {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);
    private static final int KEY_BYTES = 32;

    private final byte[] key;

    /**
     * @param key
     *            secret of the installation; empty for one of this process, so that a restart ends all sessions
     */
    public CookieSeal(Optional<String> key) {
        this.key = key.map(text -> text.getBytes(UTF_8)).orElseGet(() -> {
            var fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            return fresh;
        });
    }

    /** The text of a cookie. */
    public String seal(String purpose, Record value) {
        try {
            var sealed = new JWEObject(HEADER, new Payload(JSON.writeValueAsBytes(value)));
            sealed.encrypt(new DirectEncrypter(derived(purpose)));
            return sealed.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the text holds; empty if it was not sealed with this key for this purpose. */
    public <T extends Record> Optional<T> open(String purpose, String text, Class<T> type) {
        try {
            var sealed = JWEObject.parse(text);
            if (!JWEAlgorithm.DIR.equals(sealed.getHeader().getAlgorithm()) || !EncryptionMethod.A256GCM.equals(sealed
                    .getHeader().getEncryptionMethod())) {
                return Optional.empty();
            }
            sealed.decrypt(new DirectDecrypter(derived(purpose)));
            return Optional.of(JSON.readValue(sealed.getPayload().toBytes(), type));
        } catch (ParseException | JOSEException | JacksonException notOurs) {
            return Optional.empty();
        }
    }

    /** A text that only holders of the key can make of another. */
    public String mark(String purpose, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(derived(purpose), text));
    }

    private byte[] derived(String purpose) {
        return mac(key, "tocsin console " + purpose);
    }

    private static byte[] mac(byte[] with, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(with, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
