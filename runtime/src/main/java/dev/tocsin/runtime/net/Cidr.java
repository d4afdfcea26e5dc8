package dev.tocsin.runtime.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A range of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
public final class Cidr {

    /** Digits and colons only, so that no DNS lookup happens. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern BITS = Pattern.compile("\\d{1,3}");

    private final String text;
    private final byte[] network;
    private final int bits;

    private Cidr(String text, byte[] network, int bits) {
        this.text = text;
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads a range; without a slash it is a single address.
     *
     * @throws IllegalArgumentException
     *             if it is not a range, with what to write
     */
    public static Cidr parse(String text) {
        var slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        var prefix = slash < 0 ? "" : text.substring(slash + 1);
        if (!LITERAL.matcher(address).matches() || (slash >= 0 && !BITS.matcher(prefix).matches())) {
            throw refused(text);
        }
        try {
            var network = InetAddress.getByName(address).getAddress();
            var bits = prefix.isEmpty() ? network.length * 8 : Integer.parseInt(prefix);
            if (bits > network.length * 8) {
                throw refused(text);
            }
            return new Cidr(text, network, bits);
        } catch (UnknownHostException notAnAddress) {
            throw refused(text);
        }
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a range of addresses: write something like 10.0.0.0/8 or fd00::/8");
    }

    /** Whether an address lies in it. */
    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        var whole = bits / 8;
        if (!Arrays.equals(bytes, 0, whole, network, 0, whole)) {
            return false;
        }
        var rest = bits % 8;
        return rest == 0 || (bytes[whole] & 0xff) >> (8 - rest) == (network[whole] & 0xff) >> (8 - rest);
    }

    @Override
    public String toString() {
        return text;
    }
}
