package dev.tocsin.schemas.command;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A sentence in which a name in braces stands for a value. */
final class SentenceTemplate {

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    private SentenceTemplate() {}

    /** Fills in the values once; braces inside a value stay as they are. */
    static String fill(String template, Map<String, String> values) {
        return NAME.matcher(template).replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1),
                "")));
    }

    /** Names in braces. */
    static Stream<String> names(String template) {
        return NAME.matcher(template).results().map(found -> found.group(1));
    }
}
