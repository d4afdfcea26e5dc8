package dev.tocsin.ingest.format.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
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
        var names = labels.keySet().stream().map(name -> name.getBytes(UTF_8))
                .sorted(Comparator.comparing((byte[] name) -> name, Arrays::compareUnsigned)).toList();
        var hash = OFFSET_BASIS;
        for (var name : names) {
            hash = separator(add(hash, name));
            hash = separator(add(hash, labels.get(new String(name, UTF_8)).getBytes(UTF_8)));
        }
        return HexFormat.of().toHexDigits(hash);
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
