package dev.tocsin.policy;

import static dev.tocsin.policy.AlertBuilder.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import dev.tocsin.event.Alert;
import dev.tocsin.policy.model.ReportIntake.Impact;
import dev.tocsin.policy.model.ReportIntake.Link;
import dev.tocsin.policy.model.ReportIntake.Reporter;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.report.Reports;
import org.junit.jupiter.api.Test;

/** What customers and staff may choose from, and which links are open. */
class ReportsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String BASE = """
            policy: test
            severities:
              - {id: SEV1, title: Critical, ladder: urgent}
              - {id: SEV2, title: High, ladder: urgent}
              - {id: SEV3, title: Low, ladder: urgent}
            fallback: {severity: SEV3}
            ladders: {urgent: {steps: [{notify: [on-call]}]}}
            targets: {on-call: [inbox]}
            channels: {inbox: {type: inbox}}
            """;
    private static final String CHOICES = """
            reports:
              services: [checkout, payments]
              impacts:
                - {name: down, title: Nothing works, severity: SEV1}
                - {name: slow, title: It is slow, severity: SEV2}
              links:
                - {name: desk, from: staff, until: 2026-12-01T00:00:00Z, key: 2}
                - {name: acme, services: [checkout]}
            """;

    @Test
    void shouldOfferTheServicesAndSeveritiesOfThePolicyIfItSaysNothingOfReports() {
        var reports = policy("services: {web: {depends-on: [db]}, db: {}}\n").reports();

        assertThat(reports.services()).containsExactly("db", "web");
        assertThat(reports.impacts()).startsWith(new Impact("SEV1", "Critical", "SEV1")).hasSize(3);
        assertThat(reports.links()).isEmpty();
    }

    @Test
    void shouldOfferWhatThePolicyLists() {
        var reports = policy(CHOICES).reports();

        assertThat(reports.services()).containsExactly("checkout", "payments");
        assertThat(reports.impact(" Down ")).map(Impact::severity).contains("SEV1");
        assertThat(reports.impact("sev2")).map(Impact::name).contains("slow");
        assertThat(reports.impact("SEV3")).isEmpty();
        assertThat(reports.service("CHECKOUT")).contains("checkout");
        assertThat(reports.service("billing")).isEmpty();
    }

    @Test
    void shouldOpenALinkUntilItEndsIsRemovedOrGetsAnotherKey() {
        var reports = policy(CHOICES).reports();

        assertThat(reports.link("desk", 2, NOW)).map(Link::reporter).contains(Reporter.STAFF);
        assertThat(reports.link("desk", 2, Instant.parse("2026-12-01T00:00:00Z"))).isEmpty();
        assertThat(reports.link("desk", 1, NOW)).isEmpty();
        assertThat(reports.link("gone", 1, NOW)).isEmpty();
        assertThat(reports.link("acme", 1, NOW)).map(reports::services).contains(List.of("checkout"));
    }

    @Test
    void shouldGiveAReportTheSeverityOfItsImpactUnlessARuleMatches() {
        var alone = policy(CHOICES);
        var ruled = policy(CHOICES + "rules: [{id: vip, when: customer=\"acme\", severity: SEV2}]\n");

        assertThat(severity(alone, report("down"))).isEqualTo("SEV1");
        assertThat(severity(alone, report("unheard-of"))).isEqualTo("SEV3");
        assertThat(severity(ruled, report("down"))).isEqualTo("SEV2");
        assertThat(severity(alone, anAlert().with("impact", "down").build())).isEqualTo("SEV3");
    }

    private static Alert report(String impact) {
        return Alert.newBuilder(anAlert().with("impact", impact).with("customer", "acme").build()).setFormat(
                Reports.FORMAT).build();
    }

    private static String severity(CompiledPolicy policy, Alert alert) {
        return policy.classify(alert, policy.serviceKey(alert), NOW).severity().getId();
    }

    private static CompiledPolicy policy(String more) {
        try {
            return PolicyLoader.load("test.yml", BASE + more);
        } catch (PolicyErrors wrong) {
            throw new AssertionError(wrong);
        }
    }
}
