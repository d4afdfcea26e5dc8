package dev.tocsin.policy;

import static dev.tocsin.policy.AlertBuilder.anAlert;
import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.model.Classification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClassificationTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void shouldApplyTheFirstMatchingRuleAndQuoteItsQuestion() {
        var policy = aPolicy().rules("""
                rules:
                  - {id: down, reason: Is it down?, when: 'alertname="Down"', severity: SEV1}
                  - {id: slow, reason: Is it slow?, when: 'alertname=~"Slow.*"', severity: SEV2}
                  - {id: slower, reason: Is it slower?, when: 'alertname=~"Slow.*"', severity: SEV1}
                """).load();

        var classified = classify(policy, anAlert().named("SlowQueries").build());

        assertThat(classified.ruleId()).isEqualTo("slow");
        assertThat(classified.reason()).isEqualTo("Is it slow?");
        assertThat(classified.severity()).isEqualTo(new Severity("SEV2", 2));
    }

    @Test
    void shouldDeriveDefaultsFromTheSeverity() {
        var policy = aPolicy().fallback("fallback: {severity: SEV1}\n").load();

        var classified = classify(policy, anAlert().build());

        assertThat(classified.ladder()).isEqualTo("urgent");
        assertThat(classified.quietTime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(classified.reopenWindow()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void shouldPreferTheLadderOfTheRule() {
        var policy = aPolicy()
                .ladders("ladders: {urgent: {steps: [{notify: on-call}]}, quick: {steps: [{notify: on-call}]}}\n")
                .fallback("fallback: {severity: SEV1, ladder: quick}\n").load();

        assertThat(classify(policy, anAlert().build()).ladder()).isEqualTo("quick");
    }

    @Test
    void shouldFallBackOnTheMildestSeverityThatPagesSomebodyWhenThereIsNoFallback() {
        var policy = aPolicy().severities("""
                severities:
                  - {id: P1, ladder: urgent}
                  - {id: P2, ladder: urgent}
                  - {id: P3, ladder: nobody}
                """).ladders("ladders: {urgent: {steps: [{notify: on-call}]}, nobody: {steps: []}}\n").load();

        var classified = classify(policy, anAlert().build());

        assertThat(classified.ruleId()).isEqualTo("fallback");
        assertThat(classified.reason()).isEqualTo("No rule matched");
        assertThat(classified.severity().getId()).isEqualTo("P2");
    }

    @Test
    @DisplayName("A12: a runbook's address is whole however long it is; a title is one line and cut")
    void shouldNotCutAnAddress() {
        var policy = aPolicy().fallback("""
                fallback:
                  severity: SEV1
                  set: {runbook: "{annotations.runbook_url}", title: "{annotations.title}"}
                """).load();
        var runbook = "https://runbooks.example.org/" + "x".repeat(1500);

        var classified = classify(policy, anAlert().annotated("runbook_url", runbook).annotated("title", "Disk\nfull"
                + "!".repeat(700)).build());

        assertThat(classified.runbook()).isEqualTo(runbook);
        assertThat(classified.title()).startsWith("Disk full!!").hasSize(500).endsWith("…");
    }

    @Test
    @DisplayName("A12: a runbook that is no web address is a text like any other")
    void shouldDropInvalidRunbookAddresses() {
        var policy = aPolicy().fallback("fallback: {severity: SEV1, set: {runbook: '{annotations.runbook}'}}\n").load();

        assertThat(classify(policy, anAlert().annotated("runbook", "see the wiki " + "x".repeat(1500)).build())
                .runbook()).hasSize(500).endsWith("…");
    }

    @Test
    void shouldFillTemplatesFromTheAlert() {
        var policy = aPolicy().fallback("""
                fallback:
                  severity: SEV1
                  set:
                    environment: "{environment|env}"
                    team: payments
                    symptom: "{labels.alertname} at {values.rate} %"
                    runbook: "{annotations.runbook_url}"
                    title: "{name} on {service}: {{{missing}}}"
                    customer-facing: "{public}"
                    security: true
                """).load();
        var alert = anAlert().with("env", "production").with("alertname", "Errors").with("public", "yes")
                .annotated("runbook_url", "https://example.org/r").measured("rate", 12.50).build();

        var classified = classify(policy, alert);

        assertThat(classified).returns("production", Classification::environment)
                .returns("payments", Classification::team).returns("Errors at 12.5 %", Classification::symptom)
                .returns("https://example.org/r", Classification::runbook)
                .returns("HighErrorRate on checkout: {}", Classification::title)
                .returns(true, Classification::customerFacing).returns(true, Classification::security);
    }

    @Test
    void shouldMergeRulesWithTheDefaults() {
        var policy = aPolicy().rules("""
                defaults: {correlate-by: [zone], set: {environment: "{env}", team: platform}}
                rules:
                  - {id: db, when: 'kind="db"', severity: SEV1, set: {team: data}}
                """).load();

        var database = classify(policy, anAlert().with("kind", "db").with("env", "test").with("zone", "a").build());
        var other = classify(policy, anAlert().with("env", "test").build());

        assertThat(database).returns("data", Classification::team).returns("test", Classification::environment)
                .returns("checkout {zone=a}", Classification::correlationKey);
        assertThat(other).returns("platform", Classification::team).returns("test", Classification::environment);
    }

    @Test
    void shouldPassOverARuleThatCannotBeJudgedAndRemarkIt() {
        var policy = aPolicy().rules("""
                rules:
                  - {id: odd, when: '1 / size(labels.none) == 1', severity: SEV1}
                fallback: {severity: SEV2, reason: Nobody knows}
                """).load();

        var classified = classify(policy, anAlert().build());

        assertThat(classified.ruleId()).isEqualTo("fallback");
        assertThat(classified.reason()).startsWith("Nobody knows (rule odd could not be evaluated: ").endsWith(")");
    }

    @Test
    void shouldTruncateLongTexts() {
        var policy = aPolicy().fallback("fallback: {severity: SEV1, set: {title: '{annotations.long}'}}\n").load();

        var title = classify(policy, anAlert().annotated("long", "😀".repeat(2000)).build()).title();

        assertThat(title.codePointCount(0, title.length())).isEqualTo(500);
        assertThat(title).endsWith("😀…");
    }

    static Classification classify(CompiledPolicy policy, Alert alert) {
        return policy.classify(alert, "checkout", NOW);
    }
}
