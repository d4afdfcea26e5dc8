package dev.tocsin.notifier.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A URL to post to. It may be a secret, so its text shows only scheme and host.
 */
public final class Endpoint {

    private static final Set<Integer> WEB_PORTS = Set.of(443, 8443);

    private final URI uri;

    private Endpoint(URI uri) {
        this.uri = uri;
    }

    /**
     * Reads an address.
     *
     * @return empty if it is not an absolute http or https URL, or contains a user
     */
    public static Optional<Endpoint> parse(String text) {
        try {
            var uri = new URI(text.strip());
            var scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            var usable = Set.of("http", "https").contains(scheme) && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
            return usable ? Optional.of(new Endpoint(uri)) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    /** The same URL with an encoded suffix of the path, before the query. */
    public Endpoint resolve(String path) {
        var base = beforeQuery();
        return new Endpoint(URI.create((base.endsWith("/") ? base : base + "/") + path + query(path.contains("?")
                ? "&"
                : "?")));
    }

    /** Whether the path ends like this, with or without a trailing slash. */
    public boolean endsWith(String path) {
        return Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("/$", "").endsWith(path);
    }

    /** The same URL with an addition to the query. */
    public Endpoint with(String name, String value) {
        return new Endpoint(URI.create(beforeQuery() + "?" + encoded(name) + "=" + encoded(value) + query("&")));
    }

    /** Text encoded for a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private String beforeQuery() {
        var text = uri.toString();
        var end = text.indexOf('?');
        return end < 0 ? text : text.substring(0, end);
    }

    private String query(String before) {
        return uri.getRawQuery() == null ? "" : before + uri.getRawQuery();
    }

    /** Host and port, as the header Host has them. */
    public String authority() {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    URI reveal() {
        return uri;
    }

    AddressGuard.Demand demand() {
        var port = uri.getPort();
        var web = "https".equalsIgnoreCase(uri.getScheme()) && (port == -1 || WEB_PORTS.contains(port));
        return web ? AddressGuard.Demand.OUTSIDE_OR_ALLOWED : AddressGuard.Demand.ALLOWED_ONLY;
    }

    /** Scheme and host; path and query may be secret. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + "/***";
    }
}
