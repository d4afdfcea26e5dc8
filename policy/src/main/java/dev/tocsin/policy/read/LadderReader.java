package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.yaml.YamlNode;

/** Reads one entry of {@code ladders}. */
final class LadderReader {

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,3}");
    private static final int MOST_REPEATS = 100;
    private static final String STEP = "[{after: 0m, notify: [on-call]}]";

    private final TargetNames targets;
    private final Findings findings;

    LadderReader(Set<String> targets, Findings findings) {
        this.targets = new TargetNames(targets, findings);
        this.findings = findings;
    }

    Optional<Ladder> read(YamlNode.Entry entry) {
        Section.checkName(entry.key(), "ladder", findings);
        return Section.of(entry.value(), SectionKind.LADDER, findings).map(section -> {
            section.needed("steps", STEP);
            var rungs = rungs(section);
            var repeat = repeat(section);
            var repeatAfter = Durations.read(section, "repeat-after", "10m");
            if (repeat > 0 && section.node("repeat-after").isEmpty()) {
                findings.add(section.node("repeat").orElseThrow().place(), "'repeat' without 'repeat-after'",
                        "add 'repeat-after: 10m', the time from the last step to the next climb");
            } else if (repeat == 0 && section.node("repeat-after").isPresent() && section.node("repeat").isEmpty()) {
                findings.add(section.node("repeat-after").orElseThrow().place(), "'repeat-after' without 'repeat'",
                        "add 'repeat: 1', how often the ladder is climbed again");
            }
            repeatAfter.filter(after -> after.isZero() && repeat > 0)
                    .ifPresent(zero -> findings.add(section.node("repeat-after").orElseThrow().place(),
                            "'repeat-after' is zero", "leave time to answer, such as 10m"));
            return new Ladder(entry.key().text(), rungs, repeat, repeatAfter.orElse(Duration.ZERO));
        });
    }

    private int repeat(Section section) {
        return section.scalar("repeat", "1").map(scalar -> {
            if (COUNT.matcher(scalar.text()).matches() && Integer.parseInt(scalar.text()) <= MOST_REPEATS) {
                return Integer.parseInt(scalar.text());
            }
            findings.add(scalar.place(), "'repeat' is not a number from 0 to " + MOST_REPEATS,
                    "write how often the ladder is climbed again, such as 1");
            return 0;
        }).orElse(0);
    }

    private List<Ladder.Rung> rungs(Section section) {
        var rungs = new ArrayList<Ladder.Rung>();
        var last = Optional.<Duration>empty();
        for (var item : section.items("steps", STEP)) {
            var step = Section.of(item, SectionKind.STEP, findings);
            if (step.isEmpty()) {
                continue;
            }
            var written = step.get().node("after");
            var after = Durations.read(step.get(), "after", "5m");
            if (written.isEmpty() && last.isPresent()) {
                step.get().needed("after", "5m");
            }
            var delay = written.isEmpty() ? Optional.of(last.orElse(Duration.ZERO)) : after;
            if (written.isPresent() && after.isPresent() && last.isPresent() && after.get().compareTo(last
                    .get()) <= 0) {
                findings.add(written.get().place(),
                        "a step that is not later than the one before it, which is at " + inWords(last.get()),
                        "write a longer 'after' (it counts from the start of the ladder), or put both in one step");
            }
            var notify = targets(step.get());
            delay.ifPresent(it -> rungs.add(new Ladder.Rung(it, notify)));
            last = after.or(() -> delay).or(() -> Optional.of(Duration.ZERO));
        }
        return rungs;
    }

    private List<String> targets(Section step) {
        return step.needed("notify", "[on-call]").map(node -> targets.read(node, "a step")).orElse(List.of());
    }

    private static String inWords(Duration duration) {
        return duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
