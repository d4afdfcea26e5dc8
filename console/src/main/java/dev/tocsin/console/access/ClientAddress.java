package dev.tocsin.console.access;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.tocsin.runtime.Forwarding;
import dev.tocsin.runtime.net.Cidr;
import io.javalin.http.Context;

/**
 * The network address of a client: of who connected, unless that is a proxy of the settings, or alert-ingest on this machine,
 * which say for whom they ask.
 */
public final class ClientAddress {

    private final List<Cidr> proxies;

    public ClientAddress(List<Cidr> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    /** The address of the client of a request. */
    public String of(Context context) {
        var peer = context.ip();
        var byIngest = Optional.ofNullable(context.header(Forwarding.CLIENT)).filter(_ -> isTrusted(peer)
                || isLoopback(peer));
        return byIngest.orElseGet(() -> isTrusted(peer) ? forwarded(context).orElse(peer) : peer);
    }

    /** The last address that no proxy of ours has. */
    private Optional<String> forwarded(Context context) {
        var chain = Optional.ofNullable(context.header("X-Forwarded-For")).map(text -> Arrays.stream(text.split(","))
                .map(
                        String::strip).filter(ClientAddress::isAddress).toList()).orElse(List.of());
        return chain.reversed().stream().filter(address -> !isTrusted(address)).findFirst();
    }

    private boolean isTrusted(String address) {
        return isAddress(address) && proxies.stream().anyMatch(range -> range.contains(InetAddress.ofLiteral(
                address)));
    }

    /** Whether a text is an address, not a name, of this machine. */
    static boolean isLoopback(String address) {
        return isAddress(address) && InetAddress.ofLiteral(address).isLoopbackAddress();
    }

    private static boolean isAddress(String text) {
        try {
            return InetAddress.ofLiteral(text) != null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
