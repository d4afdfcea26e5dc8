package dev.tocsin.policytools.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Entry;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Sequence;

/** Carries out merge keys ({@code <<}, yaml.org/type/merge.html): what a mapping does not say it has from the merged ones. */
final class MergeKeys {

    private static final String MERGE = "<<";

    private MergeKeys() {}

    static YamlNode resolved(YamlNode node) {
        return switch (node) {
            case Mapping mapping -> new Mapping(entries(mapping), mapping.place(), mapping.size());
            case Sequence list -> new Sequence(list.items().stream().map(MergeKeys::resolved).toList(), list.place(),
                    list.size());
            case YamlNode.Scalar scalar -> scalar;
        };
    }

    private static List<Entry> entries(Mapping mapping) {
        Map<String, Entry> own = new LinkedHashMap<>();
        var merged = new ArrayList<Entry>();
        for (var entry : mapping.entries()) {
            if (entry.key().text().equals(MERGE) && entry.key().plain()) {
                sources(entry.value()).flatMap(source -> entries(source).stream()).forEach(merged::add);
            } else {
                own.put(entry.key().text(), new Entry(entry.key(), resolved(entry.value())));
            }
        }
        merged.forEach(entry -> own.putIfAbsent(entry.key().text(), entry));
        return List.copyOf(own.values());
    }

    private static Stream<Mapping> sources(YamlNode value) {
        return switch (value) {
            case Mapping mapping -> Stream.of(mapping);
            case Sequence list -> list.items().stream().filter(Mapping.class::isInstance).map(Mapping.class::cast);
            case YamlNode.Scalar _ -> Stream.empty();
        };
    }
}
