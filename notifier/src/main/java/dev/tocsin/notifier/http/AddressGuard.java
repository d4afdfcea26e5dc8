package dev.tocsin.notifier.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

import dev.tocsin.runtime.net.AddressSpace;
import dev.tocsin.runtime.net.Cidr;

/**
 * Decides which addresses may be called. Otherwise anyone who can write a policy could make Tocsin call a cloud metadata service or internal machines. One refused address refuses the host name.
 */
public final class AddressGuard {

    private final List<Cidr> allowed;
    private final Names names;

    /** Name resolution. */
    @FunctionalInterface
    public interface Names {

        /** All addresses of a name. */
        InetAddress[] lookup(String host) throws UnknownHostException;
    }

    /**
     * A guard.
     *
     * @param allowed
     *            internal ranges that the operator allows (setting {@code outbound.allow})
     */
    public AddressGuard(List<Cidr> allowed) {
        this(allowed, new NameLookups(InetAddress::getAllByName, HttpLimits.standard().connect()));
    }

    AddressGuard(List<Cidr> allowed, Names names) {
        this.allowed = List.copyOf(allowed);
        this.names = names;
    }

    /** Accepted addresses. */
    public enum Demand {
        /** Public, or allowed by the operator. */
        OUTSIDE_OR_ALLOWED,
        /** Allowed by the operator only: for plain http and other ports. */
        ALLOWED_ONLY
    }

    /**
     * Resolves a name and checks every address.
     *
     * @throws RefusedAddressException
     *             if one of them may not be called
     * @throws UnknownHostException
     *             if the name does not resolve
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
            throw new RefusedAddressException(
                    "plain http and ports other than 443 and 8443 are allowed only for addresses in"
                            + " outbound.allow, which does not list " + host);
        }
        if (!AddressSpace.isPublic(address)) {
            throw new RefusedAddressException(
                    host + " has an internal address; an operator can allow it with outbound.allow");
        }
    }

    @Override
    public String toString() {
        return "AddressGuard" + Arrays.toString(allowed.toArray());
    }
}
