package dev.tocsin.schemas.command;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a command reads on the timeline.
 *
 * @param template
 *            sentence, with names of values in braces: {@code actor}, arguments, and values that the effect adds
 * @param switchedBy
 *            argument that changes the sentence when it is empty or false; empty if none does
 * @param otherwise
 *            the sentence in that case
 */
public record TimelineSentence(String template, String switchedBy, String otherwise) {

    static TimelineSentence of(String template) {
        return new TimelineSentence(template, "", "");
    }

    /** The sentence of a command that was carried out. */
    public String fill(Map<String, String> values) {
        var switched = !switchedBy.isEmpty() && Set.of("", "false").contains(values.getOrDefault(switchedBy, ""));
        return SentenceTemplate.fill(switched ? otherwise : template, values);
    }

    /** Names of the values it needs. */
    public Set<String> names() {
        return Stream.concat(SentenceTemplate.names(template), SentenceTemplate.names(otherwise)).collect(Collectors
                .toSet());
    }
}
