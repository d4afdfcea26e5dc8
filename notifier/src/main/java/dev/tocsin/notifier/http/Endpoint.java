package dev.tocsin.notifier.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An address to post to. The whole of it may be a secret, so it shows only where it leads.
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
     * @return empty when it is no absolute http or https address, or has a user in it
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

    /** The same place with something appended to the path, before the query. What is appended is encoded already. */
    public Endpoint resolve(String path) {
        var base = beforeQuery();
        return new Endpoint(URI.create((base.endsWith("/") ? base : base + "/") + path + query(path.contains("?")
                ? "&"
                : "?")));
    }

    /** Whether its path ends like this, with or without a slash behind it. */
    public boolean endsWith(String path) {
        return Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("/$", "").endsWith(path);
    }

    /** The same place with something added to the query, which stays as it is otherwise. */
    public Endpoint with(String name, String value) {
        return new Endpoint(URI.create(beforeQuery() + "?" + encoded(name) + "=" + encoded(value) + query("&")));
    }

    /** A text as a part of a path or a query. */
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
