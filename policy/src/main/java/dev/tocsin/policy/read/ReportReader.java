package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.tocsin.policy.model.ReportIntake;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads the section {@code reports}. */
final class ReportReader {

    private static final String TITLE = "Report a problem";
    private static final List<String> REPORTERS = List.of("customer", "staff");
    private static final int MOST_KEY = 9_999;
    private static final int MOST_CHOICES = 200;

    private final Set<String> severities;
    private final Times times;
    private final Findings findings;

    ReportReader(Set<String> severities, Times times, Findings findings) {
        this.severities = severities;
        this.times = times;
        this.findings = findings;
    }

    ReportIntake read(Section policy) {
        return policy.node("reports").flatMap(node -> Section.of(node, SectionKind.REPORTS, findings)).map(
                section -> new ReportIntake(services(section), impacts(section), Numbers.flag(section, "confidential")
                        .orElse(false), links(section))).orElse(ReportIntake.NONE);
    }

    private List<ReportIntake.Impact> impacts(Section reports) {
        var impacts = new ArrayList<ReportIntake.Impact>();
        var names = new Names("impact", findings);
        for (var item : reports.items("impacts", "[{name: down, title: Nothing works, severity: SEV1}]")) {
            Section.of(item, SectionKind.REPORT_IMPACT, findings).ifPresent(section -> {
                var name = section.neededScalar("name", "down");
                name.ifPresent(names::give);
                var title = section.neededScalar("title", "Nothing works");
                title.ifPresent(it -> Section.checkText(it, "title", findings));
                var severity = section.neededScalar("severity", "SEV1").filter(word -> Names.isKnown(word, "severity",
                        severities, findings));
                if (name.isPresent() && title.isPresent() && severity.isPresent()) {
                    impacts.add(new ReportIntake.Impact(name.get().text(), title.get().text(), severity.get().text()));
                }
            });
        }
        return impacts;
    }

    private List<ReportIntake.Link> links(Section reports) {
        var links = new ArrayList<ReportIntake.Link>();
        var names = new Names("link", findings);
        for (var item : reports.items("links", "[{name: support-desk, from: staff, until: 2027-06-30}]")) {
            Section.of(item, SectionKind.REPORT_LINK, findings).ifPresent(section -> section.neededScalar("name",
                    "support-desk").ifPresent(name -> {
                        names.give(name);
                        links.add(link(name.text(), section));
                    }));
        }
        return links;
    }

    private ReportIntake.Link link(String name, Section section) {
        var title = section.scalar("title", TITLE);
        title.ifPresent(it -> Section.checkText(it, "title", findings));
        var reporter = section.scalar("from", "customer").filter(word -> Names.isOneOf(word, "from", REPORTERS,
                findings)).map(word -> ReportIntake.Reporter.valueOf(word.text().toUpperCase(Locale.ROOT)));
        var key = Numbers.whole(section, "key", 1, MOST_KEY, "write a number that the link did not have before");
        return new ReportIntake.Link(name, title.map(Scalar::text).orElse(TITLE), reporter.orElse(
                ReportIntake.Reporter.CUSTOMER), services(section), times.moment(section, "until", times.zone(section)),
                key.orElse(1), Numbers.flag(section, "confidential").orElse(
                        false));
    }

    /** A service need not be declared elsewhere: many teams have no service graph. */
    private List<String> services(Section section) {
        var services = section.words("services", "[checkout, payments]");
        services.forEach(service -> Section.checkText(service, "service", findings));
        if (services.size() > MOST_CHOICES) {
            findings.add(services.get(MOST_CHOICES).place(), "'services' lists "
                    + services.size() + " services, of which nobody can choose", "list at most " + MOST_CHOICES);
        }
        return services.stream().map(Scalar::text).distinct().limit(MOST_CHOICES).toList();
    }
}
