package dev.tocsin.runtime.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Classifies public Internet addresses. Otherwise, anyone who can put a host into a policy or message could make Tocsin call a cloud metadata service or internal machines.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA's special-purpose registry for IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">and for IPv6 (RFC 6890 and successors)</a>
 */
public final class AddressSpace {

    /** All routed IPv6 addresses. */
    private static final Cidr ROUTED = Cidr.parse("2000::/3");

    private static final List<Cidr> SPECIAL = Stream.of(
            // IPv4: this network, private, shared, loopback, link-local, protocol, documentation, benchmarks, multicast
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // IPv6 within what is routed: Teredo and others, documentation, 6to4. NAT64, loopback, unique local,
            // link-local, multicast and the like lie outside of it.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20").map(Cidr::parse).toList();

    private AddressSpace() {}

    /** Whether an address is public: routed, and of no special purpose. */
    public static boolean isPublic(InetAddress address) {
        return (address instanceof Inet4Address || ROUTED.contains(address)) && SPECIAL.stream().noneMatch(
                range -> range.contains(address));
    }
}
