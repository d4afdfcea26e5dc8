package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tocsin.policy.condition.IncidentCondition;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.schemas.time.Durations;

/** Reads one entry of {@code ladders}. */
final class LadderReader {

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,3}");
    private static final int MOST_REPEATS = 100;
    private static final int MOST_ACKNOWLEDGES = 10;
    private static final String JUMP_IN = "jump-in";
    private static final List<String> ON_RAISE = List.of("restart", JUMP_IN);
    private static final String STEP = "[{after: 0m, notify: [on-call]}]";

    private final StepReader reader;
    private final TargetNames targets;
    private final Findings findings;

    LadderReader(Set<String> targets, Conditions conditions, Findings findings) {
        this.reader = new StepReader(targets, conditions, findings);
        this.targets = new TargetNames(targets, findings);
        this.findings = findings;
    }

    Optional<Ladder> read(YamlNode.Entry entry) {
        Section.checkName(entry.key(), "ladder", findings);
        return Section.of(entry.value(), SectionKind.LADDER, findings).map(section -> {
            section.needed("steps", STEP);
            var steps = steps(section);
            var repeat = repeat(section);
            var repeatAfter = DurationReader.read(section, "repeat-after", "10m");
            if (repeat > 0 && section.node("repeat-after").isEmpty()) {
                findings.add(section.node("repeat").orElseThrow().place(), "'repeat' without 'repeat-after'",
                        "add 'repeat-after: 10m', the time from the last step to the next run");
            } else if (repeat == 0 && section.node("repeat-after").isPresent() && section.node("repeat").isEmpty()) {
                findings.add(section.node("repeat-after").orElseThrow().place(), "'repeat-after' without 'repeat'",
                        "add 'repeat: 1', how often the ladder repeats");
            }
            repeatAfter.filter(after -> after.isZero() && repeat > 0)
                    .ifPresent(zero -> findings.add(section.node("repeat-after").orElseThrow().place(),
                            "'repeat-after' is zero", "leave people time to respond, such as 10m"));
            return new Ladder(entry.key().text(), LadderSteps.rungs(steps), repeat, repeatAfter.orElse(Duration.ZERO),
                    steps,
                    conduct(section));
        });
    }

    private int repeat(Section section) {
        return count(section, "repeat", 0, MOST_REPEATS, "write how often the ladder repeats, such as 1");
    }

    private int count(Section section, String key, int least, int most, String advice) {
        return section.scalar(key, Integer.toString(least)).map(scalar -> {
            if (COUNT.matcher(scalar.text()).matches() && Integer.parseInt(scalar.text()) >= least
                    && Integer.parseInt(scalar.text()) <= most) {
                return Integer.parseInt(scalar.text());
            }
            findings.add(scalar.place(), "'" + key + "' is not a number from " + least + " to " + most, advice);
            return least;
        }).orElse(least);
    }

    private Ladder.Conduct conduct(Section section) {
        var needed = count(section, "acknowledges", 1, MOST_ACKNOWLEDGES,
                "write how many people must acknowledge to stop the ladder, such as 2");
        var jumpsIn = section.scalar("on-raise", "restart").filter(word -> Names.isOneOf(word, "on-raise", ON_RAISE,
                findings)).filter(word -> word.text().equals(JUMP_IN)).isPresent();
        var exhausted = section.node("exhausted").flatMap(node -> Section.of(node, SectionKind.EXHAUSTED, findings));
        var digest = exhausted.flatMap(it -> Numbers.flag(it, "digest"));
        var tells = exhausted.filter(it -> it.node("notify").isPresent() || it.node("every").isPresent());
        exhausted.filter(it -> tells.isEmpty() && it.node("digest").isEmpty()).ifPresent(it -> findings.add(it.place(),
                "'exhausted' is empty", "write 'notify: [lead]', 'every: 30m' or 'digest: true'"));
        tells.filter(_ -> digest.orElse(false)).ifPresent(it -> findings.add(it.place(),
                "'exhausted' combines 'digest' with 'notify' or 'every'",
                "keep either 'digest', or 'notify' and 'every'"));
        return new Ladder.Conduct(needed, DurationReader.positive(section, "acknowledge-expires", "30m"), jumpsIn,
                exhausted.flatMap(it -> it.node("notify")).map(node -> targets.read(node, "'exhausted'")).orElse(List
                        .of()),
                exhausted.flatMap(it -> DurationReader.positive(it, "every", "30m")), digest.orElse(false));
    }

    private List<Ladder.Step> steps(Section section) {
        var steps = new ArrayList<Ladder.Step>();
        var last = Optional.<Duration>empty();
        for (var item : section.items("steps", STEP)) {
            var step = Section.of(item, SectionKind.STEP, findings);
            if (step.isEmpty()) {
                continue;
            }
            var written = step.get().node("after");
            var after = DurationReader.read(step.get(), "after", "5m");
            if (written.isEmpty() && last.isPresent()) {
                step.get().needed("after", "5m");
            }
            var delay = written.isEmpty() ? Optional.of(last.orElse(Duration.ZERO)) : after;
            var read = reader.read(step.get(), delay.orElse(Duration.ZERO));
            if (written.isPresent() && after.isPresent() && last.isPresent()
                    && !follows(read, after.get(), steps.getLast(), last.get())) {
                findings.add(written.get().place(),
                        "a step is not later than the previous step, which is at " + Durations.written(last.get()),
                        "write a longer 'after' (it counts from the start of the ladder), or merge the two steps");
            }
            steps.add(read);
            last = after.or(() -> delay).or(() -> Optional.of(Duration.ZERO));
        }
        return steps;
    }

    /** A step is later than the one before it; at the same time only where conditions choose between them. */
    private static boolean follows(Ladder.Step step, Duration after, Ladder.Step previous, Duration last) {
        return after.compareTo(last) > 0 || (after.equals(last) && !step.when().equals(IncidentCondition.ALWAYS)
                && !previous.when().equals(IncidentCondition.ALWAYS)
                && !step.when().text().equals(previous.when().text()));
    }
}
