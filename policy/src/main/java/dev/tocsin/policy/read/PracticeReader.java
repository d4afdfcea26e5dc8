package dev.tocsin.policy.read;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.model.Aftermath;
import dev.tocsin.policy.model.Plan;
import dev.tocsin.policy.model.Practice;
import dev.tocsin.policy.model.Stakeholder;
import dev.tocsin.policy.oncall.OnCall;
import dev.tocsin.policy.yaml.YamlNode;

/** Reads how the team works through an incident. */
final class PracticeReader {

    private final Set<String> targets;
    private final Findings findings;

    PracticeReader(Set<String> targets, Findings findings) {
        this.targets = targets;
        this.findings = findings;
    }

    Practice read(Section policy, Map<String, BusinessCalendar> calendars, Map<String, OnCall> schedules,
            Map<String, Plan> plans, List<Stakeholder> stakeholders, List<Aftermath> after, ZoneId zone) {
        return new Practice(policy.node("symptoms").map(new SymptomReader(findings)::read).orElse(Map.of()),
                roles(policy), escalations(policy), calendars, plans, stakeholders, after, schedules, policy.node(
                        "operator").map(node -> new TargetNames(targets, findings).read(node, "'operator'")).orElse(List
                                .of()), zone);
    }

    /** Names of the roles that a policy lists, without a look at whether they are right. */
    static Set<String> roleNames(Section policy) {
        return policy.node("roles").filter(YamlNode.Sequence.class::isInstance).map(YamlNode.Sequence.class::cast)
                .map(list -> list.items().stream().filter(YamlNode.Scalar.class::isInstance)
                        .map(item -> ((YamlNode.Scalar) item).text()).collect(Collectors.toSet()))
                .orElse(Set.of());
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
