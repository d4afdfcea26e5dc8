package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.policy.mapping.AlertMapping;
import dev.tocsin.policy.mapping.AlertMapping.Part;
import dev.tocsin.policy.mapping.AlertMapping.State;
import dev.tocsin.policy.mapping.BodyExpression;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads {@code mappings}: by the name of a source, how its JSON becomes alerts. */
final class MappingReader {

    private static final String EXAMPLE = "[item.id]";
    private static final List<State> LISTED = List.of(State.FIRING, State.RESOLVED, State.IGNORE);

    private final Findings findings;

    MappingReader(Findings findings) {
        this.findings = findings;
    }

    Map<String, AlertMapping> read(YamlNode node) {
        var mappings = new LinkedHashMap<String, AlertMapping>();
        Section.mapping(node, "'mappings'", findings).ifPresent(all -> all.entries().forEach(entry -> {
            Section.checkName(entry.key(), "mapping", findings);
            Section.of(entry.value(), SectionKind.MAPPING, findings).ifPresent(section -> mappings.put(entry.key()
                    .text(), mapping(section)));
        }));
        return mappings;
    }

    private AlertMapping mapping(Section section) {
        section.needed("identity", EXAMPLE);
        var identity = new ArrayList<BodyExpression>();
        section.words("identity", EXAMPLE).forEach(part -> compiled(part).ifPresent(identity::add));
        var words = new EnumMap<State, Set<String>>(State.class);
        LISTED.forEach(state -> words.put(state, section.words(state.key(), "[up, ok]").stream().map(word -> word.text()
                .strip().toLowerCase(Locale.ROOT)).collect(Collectors.toSet())));
        var state = expression(section, "state");
        if (section.node("state").isPresent() && words.get(State.FIRING).isEmpty() && words.get(State.RESOLVED)
                .isEmpty()) {
            findings.add(section.place(), "a mapping has 'state', but neither 'firing' nor 'resolved'",
                    "list the words of the sender, such as resolved: [ok, up]");
        }
        var texts = new HashMap<Part, BodyExpression>();
        for (var part : Part.values()) {
            expression(section, part.key()).ifPresent(compiled -> texts.put(part, compiled));
        }
        return new AlertMapping(expression(section, "each"), identity, state, words, otherwise(section), texts, facts(
                section, "labels"), facts(section, "values"), facts(section, "links"));
    }

    private State otherwise(Section section) {
        var written = section.scalar("otherwise", "firing");
        var words = LISTED.stream().map(State::key).toList();
        return written.filter(word -> Names.isKnown(word, "state", words, findings)).flatMap(word -> LISTED.stream()
                .filter(state -> state.key().equals(word.text())).findFirst()).orElse(State.UNDECIDED);
    }

    private Map<String, BodyExpression> facts(Section section, String key) {
        var facts = new LinkedHashMap<String, BodyExpression>();
        section.node(key).flatMap(node -> Section.mapping(node, "'" + key + "'", findings)).ifPresent(all -> all
                .entries().forEach(entry -> {
                    if (entry.value() instanceof Scalar written && !written.isEmpty()) {
                        compiled(written).ifPresent(compiled -> facts.put(entry.key().text(), compiled));
                    } else {
                        findings.add(entry.value().place(), "'" + entry.key().text() + "' is no expression",
                                "write something like item.name");
                    }
                }));
        return facts;
    }

    private Optional<BodyExpression> expression(Section section, String key) {
        return section.scalar(key, "item." + key).flatMap(this::compiled);
    }

    private Optional<BodyExpression> compiled(Scalar written) {
        return BodyExpression.compile(written.text(), (character, problem) -> findings.add(written.at(character),
                "not a CEL expression: " + problem,
                "write a path such as item.status, a text in quotes such as '\"prod\"', or an expression over body and item"));
    }
}
