package dev.tocsin.policy.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.PolicyErrors;
import dev.tocsin.policy.read.Durations;
import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.read.Section;
import dev.tocsin.policy.read.Times;
import dev.tocsin.policy.yaml.Place;
import dev.tocsin.policy.yaml.YamlDocument;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads a file of cases, and collects everything that is wrong with it. */
public final class CaseReader {

    /** When a case begins that does not say so: a Friday night in November. */
    public static final Instant USUAL_START = Instant.parse("2026-11-20T03:00:00Z");

    private static final String EXAMPLE = "[{name: ..., alerts: [{labels: {alertname: Down}}], expect: {severity: SEV1}}]";

    private final Findings findings;
    private final Set<String> names = new HashSet<>();

    private CaseReader(Findings findings) {
        this.findings = findings;
    }

    /**
     * Reads a file.
     *
     * @param fileName
     *            how to call it in errors
     * @throws PolicyErrors
     *             with everything that is wrong, at its place in this file
     */
    public static CaseFile read(String fileName, String yaml) throws PolicyErrors {
        var findings = new Findings(fileName);
        var file = YamlDocument.read(yaml, findings)
                .flatMap(root -> Section.of(root, "the file of cases", List.of("policy", "cases"), findings))
                .map(new CaseReader(findings)::file);
        findings.refuseIfAny();
        return file.orElseThrow(() -> new IllegalStateException("cases were neither read nor refused"));
    }

    private CaseFile file(Section section) {
        section.needed("cases", EXAMPLE);
        var cases = new ArrayList<Case>();
        for (var item : section.items("cases", EXAMPLE)) {
            Section.of(item, "a case", List.of("name", "at", "alerts", "steps", "expect"), findings)
                    .ifPresent(each -> cases.add(one(each)));
        }
        return new CaseFile(section.scalar("policy", "shop.yml").map(Scalar::text), cases);
    }

    private Case one(Section section) {
        var name = section.neededScalar("name", "what the case shows");
        name.filter(it -> !names.add(it.text())).ifPresent(it -> findings.add(it.place(),
                "a second case with the name '" + Section.shortened(it.text()) + "'", "give it another name"));
        var at = new Times(ZoneOffset.UTC, findings).moment(section, "at", ZoneOffset.UTC).orElse(USUAL_START);
        var steps = new ArrayList<Step>();
        var reader = new StepReader(findings);
        for (var key : List.of("alerts", "steps")) {
            section.items(key, "[{labels: {alertname: Down}, after: 1m}]")
                    .forEach(item -> reader.read(item).ifPresent(steps::add));
        }
        if (steps.isEmpty()) {
            findings.add(section.place(), "a case in which nothing happens",
                    "add 'alerts: [{labels: {alertname: Down}}]'");
        }
        var expected = section.needed("expect", "{severity: SEV1}").flatMap(this::expectation);
        return new Case(name.map(Scalar::text).orElse(""), section.place(), at, steps,
                expected.orElse(new Expectation(Duration.ZERO, new Expectation.Wanted(section.place(), List.of()),
                        Optional.empty(), List.of(), List.of(), Optional.empty())));
    }

    private Optional<Expectation> expectation(YamlNode node) {
        var keys = new ArrayList<>(List.of("after", "incidents", "none", "decided"));
        keys.addAll(WantedReader.KEYS);
        return Section.of(node, "'expect'", keys, findings).map(section -> {
            var reader = new WantedReader(findings);
            var after = Durations.read(section, "after", "30m").orElse(Duration.ZERO);
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
            Place at) {
        var by = first.values().stream().filter(value -> value.trait() == Trait.SUPPRESSED_BY).findFirst();
        if (first.values().size() > by.stream().count() || section.node("incidents").isPresent()) {
            findings.add(at, "'none: true' beside what an incident should be",
                    "write only one of them; 'suppressed-by' and 'decided' go with 'none'");
        }
        return new Expectation(after, new Expectation.Wanted(first.place(), List.of()), Optional.of(0), List.of(),
                decided, by.map(value -> value.texts().getFirst()));
    }

    private List<Expectation.Wanted> each(YamlNode.Sequence list, WantedReader reader) {
        var each = new ArrayList<Expectation.Wanted>();
        for (var item : list.items()) {
            Section.of(item, "an expected incident", WantedReader.KEYS, findings).map(reader::wanted)
                    .ifPresent(each::add);
        }
        return each;
    }

    private Optional<Integer> count(Scalar scalar) {
        if (scalar.text().matches("[0-9]{1,6}")) {
            return Optional.of(Integer.parseInt(scalar.text()));
        }
        findings.add(scalar.place(), "'incidents' is neither a number nor a list",
                "write how many, such as 2, or a list such as [{key: ..., alerts: 2}]");
        return Optional.empty();
    }

    private boolean isFlag(Scalar scalar) {
        if (scalar.text().equals("true") || scalar.text().equals("false")) {
            return true;
        }
        findings.add(scalar.place(), "'none' is neither true nor false", "write true, or leave it out");
        return false;
    }
}
