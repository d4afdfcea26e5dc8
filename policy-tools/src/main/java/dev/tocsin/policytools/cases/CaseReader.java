package dev.tocsin.policytools.cases;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.read.Section;
import dev.tocsin.policy.read.Times;
import dev.tocsin.policy.yaml.YamlDocument;
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
        return file.orElseThrow(() -> new IllegalStateException("cases were neither read nor rejected"));
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
        var steps = new ArrayList<CaseStep>();
        var reader = new CaseStepReader(findings);
        for (var key : List.of("alerts", "steps")) {
            section.items(key, "[{labels: {alertname: Down}, after: 1m}]")
                    .forEach(item -> reader.read(item).ifPresent(steps::add));
        }
        if (steps.isEmpty()) {
            findings.add(section.place(), "the case has no alerts",
                    "add 'alerts: [{labels: {alertname: Down}}]'");
        }
        var expected = section.needed("expect", "{severity: SEV1}")
                .flatMap(new ExpectationReader(findings)::read);
        return new Case(name.map(Scalar::text).orElse(""), section.place(), at, steps,
                expected.orElse(Expectation.nothing(section.place())));
    }
}
