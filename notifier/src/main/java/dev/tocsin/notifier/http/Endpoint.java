package dev.tocsin.notifier.http;

import java.net.URI;
import java.net.URISyntaxException;
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

    /** The same place with something appended to the path. */
    public Endpoint resolve(String path) {
        var base = uri.toString();
        return new Endpoint(URI.create((base.endsWith("/") ? base : base + "/") + path));
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
