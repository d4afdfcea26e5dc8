package dev.tocsin.policytools.imports;

import java.util.Collection;
import java.util.stream.Collectors;

/** Texts as they are written in YAML. */
final class Quoted {

    private Quoted() {}

    /** In single quotes; in double quotes when there is something that those cannot hold. */
    static String yaml(String text) {
        if (text.chars().noneMatch(character -> character < ' ' || character == 0x7F)) {
            return "'" + text.replace("'", "''") + "'";
        }
        var quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            switch (character) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(character < ' ' || character == 0x7F
                        ? "\\u%04x".formatted(character)
                        : Character.toString(character));
            }
        });
        return quoted.append('"').toString();
    }

    static String list(Collection<String> texts) {
        return texts.stream().map(Quoted::yaml).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A name that a policy takes: letters, digits, '.', '_' and '-', at most 60 of them. */
    static String name(String text) {
        var name = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        name = name.substring(0, Math.min(name.length(), 60));
        return name.isEmpty() ? "unnamed" : name;
    }

    /** A name of an environment variable. */
    static String variable(String text) {
        return text.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceFirst("^(?=[0-9])", "_");
    }
}
