package dev.tocsin.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.tocsin.runtime.net.BearerToken;
import dev.tocsin.runtime.setting.SettingsException;

/** The token that opens the console. A browser is given a cookie that is made from it, and never the token itself. */
public final class AccessToken {

    private static final String COOKIE_PURPOSE = "tocsin console cookie 1";

    private final BearerToken token;
    private final String cookie;

    /**
     * @throws SettingsException
     *             when it is so short that it could be guessed
     */
    public AccessToken(String token) {
        this.token = new BearerToken("console.token", token);
        this.cookie = mac(token);
    }

    /** Compares in a time that does not depend on where they differ. */
    public boolean matches(String offered) {
        return token.matches(offered);
    }

    boolean matchesCookie(String offered) {
        return MessageDigest.isEqual(cookie.getBytes(UTF_8), offered.getBytes(UTF_8));
    }

    /** What a browser is given. */
    public String cookie() {
        return cookie;
    }

    /** Never shows it. */
    @Override
    public String toString() {
        return "AccessToken[...]";
    }

    private static String mac(String token) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(COOKIE_PURPOSE.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
