package dev.tocsin.ingest.authenticity;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Resolves names, and refuses those of which any address is not on the public Internet. */
final class PublicAddresses implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        if (addresses.length == 0 || !Arrays.stream(addresses).allMatch(PublicAddresses::isPublic)) {
            throw new UnknownHostException("not a public address");
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        var first = bytes[0] & 0xFF;
        var second = bytes[1] & 0xFF;
        if (address instanceof Inet4Address) {
            return first != 0 && first < 224 && !(first == 100 && (second & 0xC0) == 64)
                    && !(first == 192 && second == 0) && !(first == 198 && (second & 0xFE) == 18);
        }
        // 2000::/3 is what is routed; 64:ff9b::/96 and v4-mapped addresses lie outside of it, 2002::/16 wraps v4.
        return (first & 0xE0) == 0x20 && !(first == 0x20 && second == 0x02);
    }
}
