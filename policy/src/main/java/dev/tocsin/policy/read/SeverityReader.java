package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.yaml.Place;
import dev.tocsin.policy.yaml.YamlNode;

/** Reads the list of severities, from the worst to the mildest. */
final class SeverityReader {

    /** Quiet time of a severity that names none. */
    static final Duration QUIET = Duration.ofMinutes(5);

    /** Reopen window of a severity that names none. */
    static final Duration REOPEN = Duration.ofHours(1);

    private static final String EXAMPLE = "{id: SEV1, title: Critical, ladder: urgent}";

    private final Set<String> ladders;
    private final Findings findings;

    SeverityReader(Set<String> ladders, Findings findings) {
        this.ladders = ladders;
        this.findings = findings;
    }

    List<SeverityLevel> read(YamlNode node) {
        var levels = new ArrayList<SeverityLevel>();
        var seen = new HashMap<String, Place>();
        var items = Section.items(node, "'severities'", "[" + EXAMPLE + "]", findings);
        if (items.isEmpty() && node instanceof YamlNode.Sequence) {
            findings.add(node.place(), "no severity", "add one, such as " + EXAMPLE);
        }
        for (var item : items) {
            Section.of(item, SectionKind.SEVERITY, findings).ifPresent(section -> {
                var id = section.neededScalar("id", "SEV1");
                id.ifPresent(it -> unique(it, seen));
                var title = section.scalar("title", "Critical").map(YamlNode.Scalar::text);
                var ladder = section.neededScalar("ladder", "urgent");
                ladder.ifPresent(it -> knownLadder(it, ladders, findings));
                var quiet = Durations.read(section, "quiet", "5m").orElse(QUIET);
                var reopen = Durations.read(section, "reopen", "1h").orElse(REOPEN);
                var name = id.map(YamlNode.Scalar::text).orElse("");
                levels.add(new SeverityLevel(name, levels.size() + 1, title.orElse(name),
                        ladder.map(YamlNode.Scalar::text).orElse(""), quiet, reopen));
            });
        }
        return levels;
    }

    private void unique(YamlNode.Scalar id, Map<String, Place> seen) {
        Section.checkName(id, "severity", findings);
        var earlier = seen.putIfAbsent(id.text(), id.place());
        if (earlier != null) {
            findings.add(id.place(), "severity '" + Section.shortened(id.text()) + "' stands here for the second time",
                    "give it another id; the first is in line " + earlier.line());
        }
    }

    static void knownLadder(YamlNode.Scalar ladder, Set<String> ladders, Findings findings) {
        if (!ladders.contains(ladder.text())) {
            findings.add(ladder.place(), "unknown ladder '" + Section.shortened(ladder.text()) + "'",
                    Nearest.advice(ladder.text(), ladders));
        }
    }
}
