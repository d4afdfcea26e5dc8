package dev.tocsin.ingest.format.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * The fingerprint that Prometheus' programs give a set of labels: FNV-1a of 64 bits over the labels sorted by name, each
 * as name, 0xFF, value, 0xFF (prometheus/common model/signature.go; checked against real bodies).
 */
final class LabelFingerprint {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int SEPARATOR = 0xFF;

    private LabelFingerprint() {}

    /** Sixteen lower-case hex digits. */
    static String of(Map<String, String> labels) {
        var names = labels.keySet().toArray(String[]::new);
        Arrays.sort(names, LabelFingerprint::compared);
        var hash = OFFSET_BASIS;
        for (var name : names) {
            hash = separator(add(hash, name));
            hash = separator(add(hash, labels.get(name)));
        }
        return HexFormat.of().toHexDigits(hash);
    }

    /** By their bytes; texts without surrogates have the same order by their characters. */
    private static int compared(String one, String other) {
        return hasSurrogate(one) || hasSurrogate(other)
                ? Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8))
                : one.compareTo(other);
    }

    private static boolean hasSurrogate(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private static long add(long hash, String text) {
        var result = hash;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c >= 0x80) {
                return add(result, text.substring(at).getBytes(UTF_8));
            }
            result = (result ^ c) * PRIME;
        }
        return result;
    }

    private static long add(long hash, byte[] bytes) {
        var result = hash;
        for (var one : bytes) {
            result = (result ^ (one & 0xFF)) * PRIME;
        }
        return result;
    }

    private static long separator(long hash) {
        return (hash ^ SEPARATOR) * PRIME;
    }
}
