package dev.tocsin.console.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.runtime.Problem;
import dev.tocsin.runtime.Forwarding;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/**
 * Keeps other web pages from giving commands through a person's browser. What changes something must be JSON or DELETE, which
 * no form can send, and must not come from another site: browsers say where a request comes from in {@code Sec-Fetch-Site}
 * (W3C Fetch Metadata) and {@code Origin}; other programs send neither.
 */
public final class CrossSite {

    private static final Set<String> OURS = Set.of("same-origin", "none");

    private CrossSite() {}

    /**
     * Checks a request that could change something.
     *
     * @throws ProblemException
     *             403 or 415
     */
    public static void check(Context context) {
        var site = Optional.ofNullable(context.header("Sec-Fetch-Site"));
        if (site.isPresent() && !OURS.contains(site.get())) {
            throw crossSite("The request comes from another site (Sec-Fetch-Site: " + site.get()
                    + ")");
        }
        var origin = Optional.ofNullable(context.header("Origin"));
        if (origin.isPresent() && !sameHost(origin.get(), host(context))) {
            throw crossSite("The Origin header does not match the host of the request.");
        }
        if (!HandlerType.DELETE.equals(context.method()) && !isJson(context.contentType())) {
            throw new ProblemException(Problem.of(415, "unsupported-media-type", "The body must be JSON",
                    "Send the header Content-Type: application/json."));
        }
    }

    private static ProblemException crossSite(String detail) {
        return new ProblemException(Problem.of(403, "cross-site", "The request comes from another site", detail));
    }

    /** As the client asked for it. */
    private static String host(Context context) {
        return Optional.ofNullable(context.header(Forwarding.HOST)).orElseGet(() -> context.header("Host"));
    }

    private static boolean sameHost(String origin, String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isJson(String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(
                "application/json");
    }
}
