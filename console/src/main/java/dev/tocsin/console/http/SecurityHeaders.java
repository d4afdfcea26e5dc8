package dev.tocsin.console.http;

import java.util.Map;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/**
 * Tells browsers to trust nothing but the console's own files: alert text is written by strangers. After OWASP ASVS 5.0,
 * 3.4.
 */
public final class SecurityHeaders implements Handler {

    private static final Map<String, String> HEADERS = Map.of("Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types 'none'",
            "X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin", "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

    private final boolean secure;

    /**
     * @param secure
     *            whether browsers use https, and should use nothing else from now on
     */
    public SecurityHeaders(boolean secure) {
        this.secure = secure;
    }

    @Override
    public void handle(Context context) {
        HEADERS.forEach(context::header);
        if (secure) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
        context.header("Cache-Control", context.path().startsWith("/api/") ? "no-store" : "no-cache");
    }
}
