package dev.tocsin.policy.classify;

import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.policy.condition.AlertFacts;

/**
 * The correlation key, as text: the service key, a blank, and in braces names and values, such
 * as {@code checkout (name=HighErrorRate,zone=a)} with braces for brackets. Characters that structure the key are
 * percent-encoded in names and values, so the last brace that opens is always the beginning of the values, and two keys
 * are equal only if all their parts are.
 */
public final class CorrelationKey {

    private static final String STRUCTURE = "{}=,%";

    private final List<String> by;
    private final boolean acrossServices;

    /**
     * A key by names.
     *
     * @param by
     *            names of labels, or {@code service}, {@code name}, {@code environment}, or {@code system}: then services of
     *            one system share incidents, unless {@code service} is named too
     */
    public CorrelationKey(List<String> by) {
        this.by = by.stream().filter(name -> !name.equals("service") && !name.equals("system")).sorted().distinct()
                .toList();
        this.acrossServices = by.contains("system") && !by.contains("service");
    }

    /**
     * The key of an alert.
     *
     * @param serviceKey
     *            its service, or the system that this is a part of
     */
    String of(AlertFacts facts, String serviceKey, String environment) {
        var key = new StringBuilder(serviceKey).append(" {");
        var separator = "";
        var names = serviceKey.equals(facts.service()) || acrossServices ? by : withService();
        for (var name : names) {
            key.append(separator);
            encode(name, key);
            key.append('=');
            encode(value(name, facts, environment), key);
            separator = ",";
        }
        return key.append('}').toString();
    }

    private List<String> withService() {
        return Stream.concat(by.stream(), Stream.of("service")).sorted().toList();
    }

    private static String value(String name, AlertFacts facts, String environment) {
        return switch (name) {
            case "name" -> facts.alert().getName();
            case "service" -> facts.service();
            case "environment" -> environment.isEmpty() ? facts.text(name) : environment;
            default -> facts.text(name);
        };
    }

    private static void encode(String text, StringBuilder key) {
        text.codePoints().forEach(character -> {
            if (character < 0x20 || STRUCTURE.indexOf(character) >= 0) {
                key.append('%').append(Character.forDigit(character >> 4, 16))
                        .append(Character.forDigit(character & 15, 16));
            } else {
                key.appendCodePoint(character);
            }
        });
    }
}
