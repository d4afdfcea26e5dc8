package dev.tocsin.ingest.format.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A form-encoded body or query: names with values, in their order, nothing trimmed. What cannot be decoded stays as it came.
 */
public record FormFields(List<Field> all) {

    private static final int MOST = 500;

    /** A name with a value. */
    public record Field(String name, String value) {}

    public FormFields {
        all = List.copyOf(all);
    }

    /** Of a body. */
    public static FormFields of(byte[] body) {
        return of(new String(body, UTF_8));
    }

    /** Of a text. */
    public static FormFields of(String text) {
        var fields = new ArrayList<Field>();
        for (var part : text.split("&", MOST)) {
            if (!part.isEmpty()) {
                var equals = part.indexOf('=');
                fields.add(equals < 0
                        ? new Field(decoded(part), "")
                        : new Field(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1))));
            }
        }
        return new FormFields(fields);
    }

    /** The first value of a name; empty if there is none. */
    public String first(String name) {
        return all.stream().filter(field -> field.name().equals(name)).map(Field::value).findFirst().orElse("");
    }

    /** As JSON-free text for a record, without some names. */
    public String without(List<String> names) {
        return all.stream().filter(field -> !names.contains(field.name())).map(field -> encoded(field.name()) + "="
                + encoded(field.value())).collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
