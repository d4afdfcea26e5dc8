package dev.tocsin.console.access;

import io.javalin.http.Cookie;
import io.javalin.http.SameSite;

/** Cookies that no script reads and no other site sends along with a form. */
public final class SafeCookie {

    private SafeCookie() {}

    /**
     * A cookie for all paths, {@code SameSite=Lax}.
     *
     * @param secure
     *            whether the browser sends it over https only
     */
    public static Cookie of(String name, String value, int maxAgeSeconds, boolean secure) {
        var cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setMaxAge(maxAgeSeconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setSameSite(SameSite.LAX);
        return cookie;
    }
}
