package dev.tocsin.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

/** A body as a sender writes it: a template of this package with values in the place of {@code @names@}. */
final class Payload {

    private static final Pattern PLACE = Pattern.compile("@([a-z]+)@");

    private Payload() {}

    /**
     * The body.
     *
     * @param template
     *            name of the resource, without its ending
     * @throws IllegalArgumentException
     *             when a place of the template has no value
     */
    static String of(String template, Map<String, String> values) {
        return PLACE.matcher(text("/demo/" + template + ".json")).replaceAll(place -> {
            var value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value for " + place.group() + " of " + template);
            }
            var quoted = JsonMapper.shared().writeValueAsString(value);
            return Matcher.quoteReplacement(quoted.substring(1, quoted.length() - 1));
        });
    }

    /** A resource of the demo. */
    static String text(String name) {
        try (var in = Payload.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
