package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.policy.model.AlertHandling;
import dev.tocsin.policy.model.ServiceGraph;
import dev.tocsin.policy.suppress.Silence;
import dev.tocsin.policy.yaml.YamlNode;

/** Reads the handling of alerts apart from the rules: several small sections. */
final class HandlingReader {

    private static final List<String> DEPENDENTS = List.of("fold", "page");
    private static final int MOST_TRANSITIONS = 1_000;

    private final SilenceReader silences;
    private final InhibitionReader inhibitions;
    private final StormReader storms;
    private final HeartbeatReader heartbeats;
    private final EmergencyReader emergencies;
    private final ReportReader reports;
    private final Findings findings;

    HandlingReader(SilenceReader silences, InhibitionReader inhibitions, StormReader storms,
            HeartbeatReader heartbeats, ReportReader reports, EmergencyReader emergencies, Findings findings) {
        this.silences = silences;
        this.inhibitions = inhibitions;
        this.storms = storms;
        this.heartbeats = heartbeats;
        this.reports = reports;
        this.emergencies = emergencies;
        this.findings = findings;
    }

    AlertHandling read(Section policy, ServiceGraph services) {
        var hidden = new ArrayList<Silence>(silences.silences(policy));
        hidden.addAll(silences.maintenance(policy));
        return new AlertHandling(services, hidden, inhibitions.read(policy), flapping(policy), storms.read(policy),
                expiry(policy), lookBack(policy), foldsDependents(policy), heartbeats.read(policy),
                reports.read(policy), emergencies.read(policy));
    }

    private Optional<AlertHandling.Flapping> flapping(Section policy) {
        return policy.node("flapping").flatMap(node -> Section.of(node, SectionKind.FLAPPING, findings))
                .flatMap(section -> {
                    section.needed("transitions", "6");
                    section.needed("within", "30m");
                    var quiet = DurationReader.positive(section, "quiet", "15m");
                    var within = DurationReader.positive(section, "within", "30m");
                    return Numbers.whole(section, "transitions", 2, MOST_TRANSITIONS,
                            "write how many transitions make an alert flapping, at least 2").flatMap(transitions -> {
                                var leave = Numbers.whole(section, "leave", 0, transitions - 1,
                                        "write fewer than 'transitions', which starts flapping").orElse(transitions
                                                / 3);
                                return within.map(window -> new AlertHandling.Flapping(transitions, window, leave,
                                        quiet.orElse(window)));
                            });
                });
    }

    private Map<String, Duration> expiry(Section policy) {
        Map<String, Duration> expiry = new LinkedHashMap<>();
        var entries = policy.node("sources").flatMap(node -> Section.mapping(node, "'sources'", findings))
                .map(YamlNode.Mapping::entries).orElse(List.of());
        for (var entry : entries) {
            Section.of(entry.value(), SectionKind.SOURCE, findings)
                    .flatMap(section -> DurationReader.longest(section, "expire", "7d"))
                    .ifPresent(after -> expiry.put(entry.key().text(), after));
        }
        return expiry;
    }

    private Duration lookBack(Section policy) {
        return policy.node("changes").flatMap(node -> Section.of(node, SectionKind.CHANGES, findings))
                .flatMap(section -> DurationReader.read(section, "look-back", "4h")).orElse(AlertHandling.LOOK_BACK);
    }

    private boolean foldsDependents(Section policy) {
        return policy.scalar("dependents", "fold")
                .filter(word -> Names.isOneOf(word, "dependents", DEPENDENTS, findings))
                .filter(word -> word.text().equals("fold")).isPresent();
    }
}
