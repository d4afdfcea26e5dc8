package dev.tocsin.policy.read;

import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.check.PolicyCheck;
import org.junit.jupiter.api.Test;

class RenamedKeysTest {

    private static final String OLD = """
            rules:
              - {id: down, question: The database is down, when: 'kind="down"', severity: SEV1}
            """;
    private static final String OLD_FALLBACK = "fallback: {question: No rule matches, severity: SEV2}\n";
    private static final String OLD_FOLLOW_UPS = "after: [{severities: [SEV1], review: {within: 2d}}]\n";

    @Test
    void shouldReadAPolicyOfAnEarlierRelease() {
        var policy = aPolicy().rules(OLD).fallback(OLD_FALLBACK).more(OLD_FOLLOW_UPS).load().policy();

        assertThat(policy.rules().getFirst().question()).isEqualTo("The database is down");
        assertThat(policy.practice().after()).hasSize(1);
    }

    @Test
    void shouldWarnOfEachOldNameWithTheNewOne() throws PolicyErrors {
        var warnings = PolicyCheck.look("a.yml", aPolicy().rules(OLD).fallback(OLD_FALLBACK).more(OLD_FOLLOW_UPS)
                .text())
                .warnings();

        assertThat(warnings).extracting(warning -> warning.problem() + "; " + warning.writeInstead()).contains(
                "'question' is the old name of 'reason'; write 'reason'",
                "'after' is the old name of 'follow-ups'; write 'follow-ups'");
        assertThat(warnings).filteredOn(warning -> warning.problem().startsWith("'question'")).hasSize(2);
    }

    @Test
    void shouldRefuseAnOldNameBesideTheNewOne() {
        var both = aPolicy().rules(OLD.replace("question:", "reason: Both, question:")).text();

        assertThatThrownBy(() -> PolicyLoader.load("a.yml", both)).hasMessageContaining("unknown key 'question'");
    }
}
