package dev.tocsin.policy.emergency;

import static dev.tocsin.policy.AlertBuilder.anAlert;
import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import dev.tocsin.event.Alert;
import org.junit.jupiter.api.Test;

class EmergencyRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private static EmergencyRules rules(String match) {
        var policy = aPolicy().targets("targets: {on-call: [{channel: push, address: nights}]}\n").channels(
                "channels: {push: {type: ntfy}}\n").severities("""
                        severities:
                          - {id: SEV1, title: Critical, ladder: urgent}
                          - {id: SEV2, title: Major, ladder: urgent}
                        """).rules("rules:\n  - {id: worst, when: severity=\"critical\", severity: SEV1}\n").fallback(
                        "fallback: {severity: SEV2}\n").more("emergency: {notify: on-call" + match + "}\n").load();
        return new EmergencyRules(policy, policy.policy().handling().emergency().orElseThrow());
    }

    private static Alert labelled(String severity) {
        return anAlert().with("severity", severity).build();
    }

    @Test
    void shouldPageWhatTheRulesGiveTheWorstSeverity() {
        assertThat(rules("").pages(labelled("critical"), NOW)).isTrue();
        assertThat(rules("").pages(labelled("warning"), NOW)).isFalse();
    }

    @Test
    void shouldPageWhatMatchesWhateverTheRulesSay() {
        var rules = rules(", match: 'severity=\"warning\"'");

        assertThat(rules.pages(labelled("warning"), NOW)).isTrue();
        assertThat(rules.pages(labelled("critical"), NOW)).isFalse();
    }

    @Test
    void shouldPageWhereAConditionCannotBeEvaluated() {
        assertThat(rules(", match: 'int(labels.shard) > 3'").pages(labelled("info"), NOW)).isTrue();
    }
}
