package dev.tocsin.ingest.format.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.regex.Pattern;

import dev.tocsin.ingest.format.json.Texts;

/**
 * Addresses of alarms in the consoles of AWS. Each partition has a console host of its own (AWS general reference, "Service
 * endpoints"). What stands behind {@code alarmsV2:alarm/} is the alarm's name, percent-encoded once.
 */
final class AlarmConsole {

    private static final Map<String, String> HOSTS = Map.of("aws", "console.aws.amazon.com", "aws-cn",
            "console.amazonaws.cn", "aws-us-gov", "console.amazonaws-us-gov.com");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{3,30}");
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private AlarmConsole() {}

    /** Empty where name or region is not known, or the partition's console is not. */
    static String address(AlarmChange change) {
        var host = HOSTS.getOrDefault(partition(change), "");
        return host.isEmpty() || change.name().isBlank() || !REGION.matcher(change.region()).matches()
                ? ""
                : "https://" + host + "/cloudwatch/home?region=" + change.region() + "#alarmsV2:alarm/" + encoded(
                        Texts.mended(change.name()));
    }

    /** By the ARN, and without one by the region's name. */
    private static String partition(AlarmChange change) {
        return AlarmArn.parse(change.arn()).map(AlarmArn::partition).orElseGet(() -> {
            if (change.region().startsWith("cn-")) {
                return "aws-cn";
            }
            return change.region().startsWith("us-gov-") ? "aws-us-gov" : "aws";
        });
    }

    /** RFC 3986: everything but the unreserved characters, as UTF-8. */
    private static String encoded(String name) {
        var address = new StringBuilder(name.length() + 16);
        for (var one : name.getBytes(UTF_8)) {
            if (PLAIN.indexOf(one & 0xFF) >= 0) {
                address.append((char) one);
            } else {
                address.append('%').append("0123456789ABCDEF".charAt((one >> 4) & 0xF)).append("0123456789ABCDEF"
                        .charAt(one & 0xF));
            }
        }
        return address.toString();
    }
}
