package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.model.Aftermath;
import dev.tocsin.policy.model.Aftermath.Review;
import dev.tocsin.policy.model.Aftermath.Task;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads the list {@code after}: what is due after incidents. */
final class AftermathReader {

    private final Set<String> severities;
    private final DeadlineReader deadlines;
    private final Findings findings;

    AftermathReader(Set<String> severities, DeadlineReader deadlines, Findings findings) {
        this.severities = severities;
        this.deadlines = deadlines;
        this.findings = findings;
    }

    List<Aftermath> read(Section policy) {
        var after = new ArrayList<Aftermath>();
        for (var item : policy.items("follow-ups", "[{severities: [SEV1], review: {within: 5d}}]")) {
            Section.of(item, SectionKind.AFTERMATH, findings).ifPresent(section -> {
                section.needed("severities", "[SEV1]");
                var affected = new LinkedHashSet<String>();
                section.words("severities", "[SEV1]").stream()
                        .filter(word -> Names.isKnown(word, "severity", severities, findings))
                        .forEach(word -> affected.add(word.text()));
                after.add(new Aftermath(affected, review(section), checklist(section)));
            });
        }
        return after;
    }

    private Optional<Review> review(Section aftermath) {
        return aftermath.node("review").flatMap(node -> Section.of(node, SectionKind.REVIEW, findings))
                .flatMap(section -> {
                    section.needed("within", "5d");
                    var template = section.scalar("template", "blameless").map(Scalar::text).orElse("");
                    var document = new ReviewPartReader(findings).read(section);
                    return deadlines.within(section).map(deadline -> new Review(deadline, template, document));
                });
    }

    private List<Task> checklist(Section aftermath) {
        var tasks = new ArrayList<Task>();
        for (var item : aftermath.items("checklist", "[{task: Document the timeline, within: 24h}]")) {
            Section.of(item, SectionKind.TASK, findings).ifPresent(section -> {
                var deadline = deadlines.within(section);
                section.neededScalar("task", "Document the timeline")
                        .ifPresent(task -> tasks.add(new Task(task.text(), deadline,
                                section.scalar("owner", "commander").map(Scalar::text))));
            });
        }
        return tasks;
    }
}
