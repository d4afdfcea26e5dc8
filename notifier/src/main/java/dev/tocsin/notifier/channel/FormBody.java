package dev.tocsin.notifier.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.hc.core5.http.ContentType;

/** A form-encoded body. */
public final class FormBody {

    /** Media type; the charset applies to the decoded text. */
    public static final ContentType TYPE = ContentType.create("application/x-www-form-urlencoded", UTF_8);

    private FormBody() {}

    /** Names and values, in the order of the map. */
    public static byte[] bytes(Map<String, String> fields) {
        return fields.entrySet().stream().map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&")).getBytes(UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
