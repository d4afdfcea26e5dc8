package dev.tocsin.policytools.cases;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.read.DurationReader;
import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.read.Section;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads how things must stand in the end: the key {@code expect}. */
public final class ExpectationReader {

    private final Findings findings;

    /** A reader that reports to these findings. */
    public ExpectationReader(Findings findings) {
        this.findings = findings;
    }

    /** The expectation; empty, and reported, when it cannot be read. */
    public Optional<Expectation> read(YamlNode node) {
        var keys = new ArrayList<>(List.of("after", "incidents", "none", "decided"));
        keys.addAll(ExpectedPageReader.KEYS);
        return Section.of(node, "'expect'", keys, findings).map(section -> {
            var reader = new ExpectedPageReader(findings);
            var after = DurationReader.read(section, "after", "30m").orElse(Duration.ZERO);
            var decided = section.words("decided", "[\"suppress:silenced\"]").stream().map(Scalar::text).toList();
            var first = reader.wanted(section);
            var incidents = section.node("incidents");
            var list = incidents.filter(YamlNode.Sequence.class::isInstance);
            var each = list.map(YamlNode.Sequence.class::cast).map(it -> each(it, reader)).orElse(List.of());
            var none = section.scalar("none", "true").filter(flag -> isFlag(flag) && flag.text().equals("true"));
            if (none.isPresent()) {
                return nothing(section, after, decided, first, none.get().place());
            }
            var count = list.isPresent()
                    ? Optional.of(each.size())
                    : section.scalar("incidents", "2").flatMap(this::count);
            return new Expectation(after, first, count, each, decided, Optional.empty());
        });
    }

    private Expectation nothing(Section section, Duration after, List<String> decided, Expectation.Wanted first,
            SourcePosition at) {
        var by = first.values().stream().filter(value -> value.trait() == ExpectedTrait.SUPPRESSED_BY).findFirst();
        if (first.values().size() > by.stream().count() || section.node("incidents").isPresent()) {
            findings.add(at, "'none: true' conflicts with expectations about an incident",
                    "write only one of them; 'none' allows only 'suppressed-by' and 'decided'");
        }
        return new Expectation(after, new Expectation.Wanted(first.place(), List.of()), Optional.of(0), List.of(),
                decided, by.map(value -> value.texts().getFirst()));
    }

    private List<Expectation.Wanted> each(YamlNode.Sequence list, ExpectedPageReader reader) {
        var each = new ArrayList<Expectation.Wanted>();
        for (var item : list.items()) {
            Section.of(item, "an expected incident", ExpectedPageReader.KEYS, findings).map(reader::wanted)
                    .ifPresent(each::add);
        }
        return each;
    }

    private Optional<Integer> count(Scalar scalar) {
        if (scalar.text().matches("[0-9]{1,6}")) {
            return Optional.of(Integer.parseInt(scalar.text()));
        }
        findings.add(scalar.place(), "'incidents' must be a number or a list",
                "write how many, such as 2, or a list such as [{key: ..., alerts: 2}]");
        return Optional.empty();
    }

    private boolean isFlag(Scalar scalar) {
        if (scalar.text().equals("true") || scalar.text().equals("false")) {
            return true;
        }
        findings.add(scalar.place(), "'none' must be true or false", "write true, or remove it");
        return false;
    }
}
