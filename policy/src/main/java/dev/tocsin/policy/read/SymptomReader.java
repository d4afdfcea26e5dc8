package dev.tocsin.policy.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.policy.model.Practice.Symptom;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads {@code symptoms}: known problems with their runbooks. */
final class SymptomReader {

    private final Findings findings;

    SymptomReader(Findings findings) {
        this.findings = findings;
    }

    Map<String, Symptom> read(YamlNode node) {
        Map<String, Symptom> symptoms = new LinkedHashMap<>();
        for (var entry : Section.mapping(node, "'symptoms'", findings).map(YamlNode.Mapping::entries)
                .orElse(List.of())) {
            Section.checkName(entry.key(), "symptom", findings);
            Section.of(entry.value(), SectionKind.SYMPTOM, findings)
                    .ifPresent(section -> symptoms.put(entry.key().text(), symptom(entry.key().text(), section)));
        }
        return symptoms;
    }

    private static Symptom symptom(String name, Section section) {
        var title = section.scalar("title", "High error rate").map(Scalar::text).orElse(name);
        var runbook = section.scalar("runbook", "https://example.org/runbooks/" + name).map(Scalar::text).orElse("");
        var steps = section.words("steps", "[Check the error log, Roll back]");
        return new Symptom(name, title, runbook, steps.stream().map(Scalar::text).toList());
    }
}
