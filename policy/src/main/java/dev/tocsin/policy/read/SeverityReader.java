package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.yaml.YamlNode;

/** Reads the list of severities, from the worst to the mildest. */
final class SeverityReader {

    /** Quiet time of a severity that names none. */
    static final Duration QUIET = Duration.ofMinutes(5);

    /** Reopen window of a severity that names none. */
    static final Duration REOPEN = Duration.ofHours(1);

    private static final String EXAMPLE = "{id: SEV1, title: Critical, ladder: urgent}";

    private final Set<String> ladders;
    private final Set<String> plans;
    private final DeadlineReader deadlines;
    private final Findings findings;

    SeverityReader(Set<String> ladders, Set<String> plans, DeadlineReader deadlines, Findings findings) {
        this.ladders = ladders;
        this.plans = plans;
        this.deadlines = deadlines;
        this.findings = findings;
    }

    List<SeverityLevel> read(YamlNode node) {
        var levels = new ArrayList<SeverityLevel>();
        var names = new Names("severity", findings);
        var items = Section.items(node, "'severities'", "[" + EXAMPLE + "]", findings);
        if (items.isEmpty() && node instanceof YamlNode.Sequence) {
            findings.add(node.place(), "no severities", "add one, such as " + EXAMPLE);
        }
        for (var item : items) {
            Section.of(item, SectionKind.SEVERITY, findings).ifPresent(section -> {
                var id = section.neededScalar("id", "SEV1");
                id.ifPresent(names::give);
                var title = section.scalar("title", "Critical").map(YamlNode.Scalar::text);
                var ladder = section.neededScalar("ladder", "urgent");
                ladder.ifPresent(it -> Names.isKnown(it, "ladder", ladders, findings));
                var quiet = DurationReader.read(section, "quiet", "5m").orElse(QUIET);
                var reopen = DurationReader.read(section, "reopen", "1h").orElse(REOPEN);
                var plan = section.scalar("plan", "major");
                plan.ifPresent(it -> Names.isKnown(it, "plan", plans, findings));
                var clocks = deadlines.clocks(section);
                var name = id.map(YamlNode.Scalar::text).filter(Section::isName).orElse(Names.UNREADABLE);
                levels.add(new SeverityLevel(name, levels.size() + 1, title.orElse(name),
                        ladder.map(YamlNode.Scalar::text).orElse(""), quiet, reopen, plan.map(YamlNode.Scalar::text),
                        clocks, DurationReader.positive(section, "page-within", "4h")));
            });
        }
        return levels;
    }
}
