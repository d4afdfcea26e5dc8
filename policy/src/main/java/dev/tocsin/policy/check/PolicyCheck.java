package dev.tocsin.policy.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.read.RenamedKeys;
import dev.tocsin.policy.yaml.YamlDocument;
import dev.tocsin.policy.yaml.YamlProblems;

/** Checks a valid policy for probable mistakes. */
public final class PolicyCheck {

    private static final List<PolicyInspection> QUESTIONS = List.of(new UnreachableRules(), new LaddersToNobody(),
            new UncoveredHours(), new UnusedNames(), new HidingSilences(),
            new HidingEverything(), new UnreachableRoutes(), new SuspectConditions(), new SuspectNames(),
            new SuspectTemplates(), new StormTraps(), new InhibitionTraps(), new RepeatedAddresses(),
            new ContactGaps(), new HeartbeatTimes());

    private PolicyCheck() {}

    /**
     * A policy that was looked at.
     *
     * @param warnings
     *            in the order of the file
     */
    public record Checked(CompiledPolicy policy, List<PolicyWarning> warnings) {

        public Checked {
            warnings = List.copyOf(warnings);
        }
    }

    /** As {@link #look(String, String, Instant)}, without a look at what is to come: schedules are not asked for gaps. */
    public static Checked look(String fileName, String yaml) throws PolicyErrors {
        return look(fileName, yaml, QUESTIONS);
    }

    /**
     * Loads a text and looks at it.
     *
     * @param fileName
     *            how to call it
     * @param now
     *            from when on schedules are asked for gaps
     * @throws PolicyErrors
     *             when it cannot take effect at all
     */
    public static Checked look(String fileName, String yaml, Instant now) throws PolicyErrors {
        return look(fileName, yaml,
                Stream.concat(QUESTIONS.stream(), Stream.of(new ScheduleGaps(now))).toList());
    }

    private static Checked look(String fileName, String yaml, List<PolicyInspection> questions) throws PolicyErrors {
        var policy = PolicyLoader.load(fileName, yaml);
        var root = YamlDocument.read(yaml, (at, problem, writeInstead) -> {})
                .orElseThrow(() -> new IllegalStateException("a loaded policy is not YAML"));
        var warnings = new ArrayList<PolicyWarning>();
        YamlProblems found = (at, problem, writeInstead) -> warnings
                .add(new PolicyWarning(fileName, at.line(), at.column(), problem, writeInstead));
        var looked = new PolicyFile(policy, RenamedKeys.current(root, found));
        questions.forEach(question -> question.ask(looked, found));
        warnings.sort(Comparator.comparingInt(PolicyWarning::line).thenComparingInt(PolicyWarning::column)
                .thenComparing(PolicyWarning::problem));
        return new Checked(policy, warnings);
    }
}
