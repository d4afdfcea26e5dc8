package dev.tocsin.policytools.drills;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.policy.read.DurationReader;
import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.read.Section;
import dev.tocsin.policy.read.Times;
import dev.tocsin.policy.yaml.YamlDocument;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policytools.cases.CaseReader;
import dev.tocsin.policytools.cases.CaseStep;
import dev.tocsin.policytools.cases.CaseStepReader;
import dev.tocsin.policytools.cases.Expectation;
import dev.tocsin.policytools.cases.ExpectationReader;

/** Reads a file of drills, and collects everything that is wrong with it. */
public final class DrillReader {

    private static final Duration USUALLY = Duration.ofHours(1);
    private static final String EXAMPLE = "[{name: ..., steps: [{labels: {alertname: Down}}], told: [{at: 0m, target: on-call}]}]";

    private final Findings findings;
    private final ExpectedMessageReader wanted;
    private final Set<String> names = new HashSet<>();

    private DrillReader(Findings findings) {
        this.findings = findings;
        this.wanted = new ExpectedMessageReader(findings);
    }

    /** Whether this text is a file of drills, and not a policy. */
    public static boolean isDrills(String yaml) {
        return YamlDocument.read(yaml, new Findings("")).filter(root -> root instanceof YamlNode.Mapping mapping
                && mapping.entries().stream().anyMatch(entry -> entry.key().text().equals("drills"))).isPresent();
    }

    /**
     * Reads a file.
     *
     * @param fileName
     *            how to call it in errors
     * @throws PolicyErrors
     *             with everything that is wrong, at its place in this file
     */
    public static DrillFile read(String fileName, String yaml) throws PolicyErrors {
        var findings = new Findings(fileName);
        var file = YamlDocument.read(yaml, findings)
                .flatMap(root -> Section.of(root, "the file of drills", List.of("policy", "drills"), findings))
                .map(new DrillReader(findings)::file);
        findings.refuseIfAny();
        return file.orElseThrow(() -> new IllegalStateException("drills were neither read nor rejected"));
    }

    private DrillFile file(Section section) {
        section.needed("drills", EXAMPLE);
        var drills = new ArrayList<Drill>();
        for (var item : section.items("drills", EXAMPLE)) {
            Section.of(item, "a drill", List.of("name", "at", "lasts", "steps", "told", "facts", "never", "expect"),
                    findings).ifPresent(each -> drills.add(one(each)));
        }
        return new DrillFile(section.scalar("policy", "shop.yml").map(Scalar::text), drills);
    }

    private Drill one(Section section) {
        var name = section.neededScalar("name", "what the drill shows");
        name.filter(it -> !names.add(it.text())).ifPresent(it -> findings.add(it.place(),
                "a second drill with the name '" + Section.shortened(it.text()) + "'", "give it another name"));
        var at = new Times(ZoneOffset.UTC, findings).moment(section, "at", ZoneOffset.UTC)
                .orElse(CaseReader.USUAL_START);
        var steps = steps(section);
        var told = section.node("told").map(_ -> wanted.told(section, "told"));
        var facts = wanted.facts(section, "facts");
        var lasts = lasts(section, steps);
        Stream.concat(told.stream().flatMap(List::stream), facts.stream()).filter(it -> it.at().filter(
                moment -> moment.compareTo(lasts) > 0).isPresent()).forEach(it -> findings.add(it.place(),
                        "expected at " + DrillTimes.shown(it.at().orElseThrow()) + ", after the end of the drill",
                        "write 'lasts: ...' in the drill; it ends at " + DrillTimes.shown(lasts)));
        return new Drill(name.map(Scalar::text).orElse(""), section.place(), at, lasts, steps, told, facts,
                wanted.never(section, "never"), expected(section));
    }

    private List<CaseStep> steps(Section section) {
        var steps = new ArrayList<CaseStep>();
        var reader = new CaseStepReader(findings);
        section.items("steps", "[{labels: {alertname: Down}}]").forEach(item -> reader.read(item).ifPresent(
                steps::add));
        if (steps.isEmpty()) {
            findings.add(section.place(), "the drill has no steps",
                    "add 'steps: [{labels: {alertname: Down}}]'");
        }
        return steps;
    }

    private Duration lasts(Section section, List<CaseStep> steps) {
        var stepped = steps.stream().map(DrillReader::length).reduce(Duration.ZERO, Duration::plus);
        var shortest = stepped.compareTo(USUALLY) > 0 ? stepped : USUALLY;
        return DurationReader.read(section, "lasts", "2h").map(lasts -> {
            if (lasts.compareTo(stepped) < 0) {
                findings.add(section.node("lasts").orElseThrow().place(), "the drill ends before its last step",
                        "write a longer time; the last step is at " + DrillTimes.shown(stepped));
            }
            return lasts;
        }).orElse(shortest);
    }

    private static Duration length(CaseStep step) {
        return step instanceof CaseStep.Told told
                ? told.after().plus(told.every().multipliedBy(told.times() - 1L))
                : step.after();
    }

    private Expectation expected(Section section) {
        var expected = section.node("expect").flatMap(new ExpectationReader(findings)::read);
        expected.filter(it -> !it.after().isZero()).ifPresent(it -> findings.add(it.first().place(),
                "'after' in what a drill expects", "write 'lasts: ...' in the drill instead"));
        return expected.orElse(Expectation.nothing(section.place()));
    }
}
