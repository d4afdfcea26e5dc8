package dev.tocsin.policy.check;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.model.ContactRule;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.oncall.OnCall;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlProblems;

/**
 * Warns of contact rules that do not cover a severity that pages the person, that reach no person, or that come after the
 * ladder is exhausted, and of quiet hours for the most severe severity.
 */
final class ContactGaps implements PolicyInspection {

    /** Time to acknowledge after the last step, where a ladder names none. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        var policy = file.policy().policy();
        for (var entry : file.entries("targets")) {
            var target = policy.targets().get(entry.key().text());
            if (target == null) {
                continue;
            }
            quiet(policy, entry.value(), warnings);
            if (!target.contact().rules().isEmpty()) {
                uncovered(policy, target, entry, warnings);
                rules(policy, target, entry, warnings);
            }
        }
    }

    private static void quiet(Policy policy, YamlNode target, YamlProblems warnings) {
        var worst = policy.severities().getFirst().id();
        PolicyFile.node(target, "quiet-hours").flatMap(quiet -> PolicyFile.node(quiet, "severities"))
                .ifPresent(named -> PolicyFile.eachScalar(named, word -> {
                    if (word.text().equals(worst)) {
                        warnings.add(word.place(), "quiet hours do not hold back " + worst
                                + ": the most severe severity never waits", "remove '" + worst + "'");
                    }
                }));
    }

    private static void uncovered(Policy policy, Target target, YamlNode.Entry entry, YamlProblems warnings) {
        var missing = paging(policy, target).map(SeverityLevel::id).filter(severity -> target.contact().rules()
                .stream().noneMatch(rule -> rule.covers(severity))).toList();
        if (!missing.isEmpty()) {
            warnings.add(entry.key().place(), "no contact rule of '" + target.name() + "' covers " + String.join(", ",
                    missing) + ": such a page uses all addresses at once",
                    "add a rule for " + String.join(", ", missing) + ", or one without 'severities' as the last");
        }
    }

    private static void rules(Policy policy, Target target, YamlNode.Entry entry, YamlProblems warnings) {
        var written = PolicyFile.node(entry.value(), "contact").map(ContactGaps::items).orElse(List.of());
        Set<String> covered = new LinkedHashSet<>();
        for (int i = 0; i < written.size(); i++) {
            var rule = target.contact().rules().get(i);
            var here = written.get(i);
            var severities = policy.severities().stream().map(SeverityLevel::id).filter(rule::covers).toList();
            if (covered.containsAll(severities)) {
                warnings.add(here.place(), "contact rule " + (i + 1) + " of '" + target.name()
                        + "' never applies: earlier rules cover its severities at every hour",
                        "move it up, or remove it");
            } else if (rule.steps().stream().noneMatch(step -> reachesAPerson(policy, step))) {
                warnings.add(here.place(), "no step of contact rule " + (i + 1) + " of '" + target.name()
                        + "' can page a person: all addresses are used at once", "add a step " + speaking(policy,
                                target));
            } else {
                late(policy, target, rule, here, warnings);
            }
            if (rule.hours().isEmpty()) {
                covered.addAll(severities);
            }
        }
    }

    private static String speaking(Policy policy, Target target) {
        return target.addresses().stream().map(Target.Address::channel).filter(channel -> reachesAPerson(policy,
                channel))
                .findFirst().map(channel -> "by " + channel).orElse("by a channel such as push, sms or voice");
    }

    private static boolean reachesAPerson(Policy policy, ContactRule.Step step) {
        return step.channels().stream().anyMatch(channel -> reachesAPerson(policy, channel));
    }

    private static boolean reachesAPerson(Policy policy, String channel) {
        return Optional.ofNullable(policy.channels().get(channel)).filter(spec -> spec.speaks() && ChannelCatalogue
                .named(spec.type()).filter(ChannelType::reachesPeople).isPresent()).isPresent();
    }

    /** A step that follows, on every ladder that pages the person, only after nobody answered. */
    private static void late(Policy policy, Target target, ContactRule rule, YamlNode written, YamlProblems warnings) {
        var steps = PolicyFile.node(written, "steps").map(ContactGaps::items).orElse(List.of());
        var ladders = paging(policy, target).filter(level -> rule.covers(level.id())).flatMap(level -> ladders(policy,
                level)).filter(ladder -> rung(policy, ladder, target).isPresent()).distinct().toList();
        for (int i = 0; i < Math.min(steps.size(), rule.steps().size()); i++) {
            var after = rule.steps().get(i).after();
            if (!ladders.isEmpty() && ladders.stream().allMatch(ladder -> rung(policy, ladder, target).get().after()
                    .plus(after).compareTo(end(ladder)) >= 0)) {
                var node = steps.get(i);
                warnings.add(PolicyFile.scalar(node, "after").map(Scalar::place).orElse(node.place()),
                        "contact step " + (i + 1) + " of '" + target.name() + "' follows only after ladder '" + ladders
                                .getFirst().name() + "' is exhausted",
                        "shorten 'after', or lengthen the ladder with 'repeat-after'");
            }
        }
    }

    /** When the ladder counts as exhausted, measured from its start. */
    private static Duration end(Ladder ladder) {
        var pause = ladder.repeatAfter().isPositive() ? ladder.repeatAfter() : PAUSE;
        return ladder.rungs().getLast().after().plus(pause).multipliedBy(ladder.repeat() + 1L);
    }

    /** Severities whose incidents may page the target. */
    private static Stream<SeverityLevel> paging(Policy policy, Target target) {
        return policy.severities().stream().filter(level -> ladders(policy, level).anyMatch(ladder -> rung(policy,
                ladder, target).isPresent()));
    }

    private static Stream<Ladder> ladders(Policy policy, SeverityLevel level) {
        return Stream.concat(Stream.of(level.ladder()), policy.rules().stream().filter(rule -> rule.severity().equals(
                level.id())).flatMap(rule -> rule.ladder().stream())).distinct().flatMap(name -> Optional.ofNullable(
                        policy.ladders().get(name)).stream());
    }

    private static Optional<Ladder.Rung> rung(Policy policy, Ladder ladder, Target target) {
        return ladder.rungs().stream().filter(rung -> rung.targets().stream().anyMatch(name -> Optional.ofNullable(
                policy.practice().schedules().get(name)).map(OnCall::everybody).orElse(List.of(name)).contains(target
                        .name()))).findFirst();
    }

    private static List<YamlNode> items(YamlNode node) {
        return node instanceof YamlNode.Sequence list ? list.items() : List.of();
    }
}
