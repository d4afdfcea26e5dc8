package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tocsin.policy.model.Practice;
import dev.tocsin.policy.yaml.YamlNode;

/** Reads how the team works through an incident. */
final class PracticeReader {

    private final Set<String> targets;
    private final Findings findings;

    PracticeReader(Set<String> targets, Findings findings) {
        this.targets = targets;
        this.findings = findings;
    }

    Practice read(Section policy) {
        return new Practice(policy.node("symptoms").map(new SymptomReader(findings)::read).orElse(Map.of()),
                roles(policy), escalations(policy));
    }

    private List<String> roles(Section policy) {
        var roles = new ArrayList<String>();
        var names = new Names("role", findings);
        for (var word : policy.words("roles", "[commander, communicator, scribe]")) {
            names.give(word);
            roles.add(word.text());
        }
        return roles;
    }

    private Map<String, List<String>> escalations(Section policy) {
        Map<String, List<String>> escalations = new LinkedHashMap<>();
        var entries = policy.node("escalations").flatMap(node -> Section.mapping(node, "'escalations'", findings))
                .map(YamlNode.Mapping::entries).orElse(List.of());
        var reader = new TargetNames(targets, findings);
        for (var entry : entries) {
            Section.checkName(entry.key(), "escalation", findings);
            escalations.put(entry.key().text(),
                    reader.read(entry.value(), "escalation '" + Section.shortened(entry.key().text()) + "'"));
        }
        return escalations;
    }
}
