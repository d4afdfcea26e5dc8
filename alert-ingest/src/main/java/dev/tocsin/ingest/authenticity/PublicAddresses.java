package dev.tocsin.ingest.authenticity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import dev.tocsin.runtime.net.AddressSpace;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Resolves names, and refuses those of which any address is not on the public Internet. */
final class PublicAddresses implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        if (addresses.length == 0 || !Arrays.stream(addresses).allMatch(AddressSpace::isPublic)) {
            throw new UnknownHostException("not a public address");
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
