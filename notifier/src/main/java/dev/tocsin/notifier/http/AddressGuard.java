package dev.tocsin.notifier.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says which addresses may be called. Whoever may write a policy could otherwise make us call the cloud's metadata
 * service or machines of the inner network. One refused address refuses the name. Ranges: IANA's special-purpose address
 * registries (RFC 6890 and successors).
 */
public final class AddressGuard {

    private static final List<Cidr> INNER = Stream.of(
            // IPv4: this network, private, shared, loopback, link-local, protocol, documentation, benchmarks, multicast
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // IPv6: unspecified, loopback and v4-compatible, NAT64, discard, Teredo and others, documentation, 6to4,
            // unique local, link-local, site-local, multicast
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
            "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8").map(Cidr::parse).toList();

    private final List<Cidr> allowed;
    private final Names names;

    /** How a name is looked up. */
    @FunctionalInterface
    public interface Names {

        /** All addresses of a name. */
        InetAddress[] lookup(String host) throws UnknownHostException;
    }

    /**
     * A guard.
     *
     * @param allowed
     *            inner ranges that an operator allows all the same (setting {@code outbound.allow})
     */
    public AddressGuard(List<Cidr> allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    AddressGuard(List<Cidr> allowed, Names names) {
        this.allowed = List.copyOf(allowed);
        this.names = names;
    }

    /** Which addresses will do. */
    public enum Demand {
        /** Outside, or allowed by the operator. */
        OUTSIDE_OR_ALLOWED,
        /** Allowed by the operator only: for plain text and odd ports. */
        ALLOWED_ONLY
    }

    /**
     * Looks a name up and checks every address.
     *
     * @throws RefusedAddressException
     *             when one of them may not be called
     * @throws UnknownHostException
     *             when there is no such name now
     */
    public InetAddress[] resolve(String host, Demand demand) throws UnknownHostException {
        var addresses = names.lookup(host);
        for (var address : addresses) {
            check(host, address, demand);
        }
        return addresses;
    }

    private void check(String host, InetAddress address, Demand demand) throws RefusedAddressException {
        if (allowed.stream().anyMatch(range -> range.contains(address))) {
            return;
        }
        if (demand == Demand.ALLOWED_ONLY) {
            throw new RefusedAddressException("plain http and ports other than 443 and 8443 are for addresses in"
                    + " outbound.allow only, and " + host + " is not there");
        }
        if (INNER.stream().anyMatch(range -> range.contains(address))) {
            throw new RefusedAddressException(
                    host + " is at an inner address; an operator can allow it with outbound.allow");
        }
    }

    @Override
    public String toString() {
        return "AddressGuard" + Arrays.toString(allowed.toArray());
    }
}
