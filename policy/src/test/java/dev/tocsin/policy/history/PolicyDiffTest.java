package dev.tocsin.policy.history;

import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class PolicyDiffTest {

    private static final String RULES = """
            rules:
              - {id: down, when: 'kind="down"', severity: SEV1}
              - {id: slow, when: 'kind="slow"', severity: SEV2}
            """;

    @Test
    void shouldSayFirstWhatChangesForDecisions() {
        var before = aPolicy().rules(RULES).text();
        var after = aPolicy().rules("""
                rules:
                  - {id: slow, when: 'kind="slow"', severity: SEV1}
                  - {id: late, when: 'kind="late"', severity: SEV2}
                """).targets("targets:\n  on-call: [{channel: inbox, address: anna}]\n").text();

        assertThat(PolicyDiff.between(before, after)).containsExactly("rule 'down' removed",
                "rule 'slow' changed: severity SEV2 -> SEV1",
                "rule 'late' added: {id: late, when: kind=\"late\", severity: SEV2}",
                "target 'on-call' changed: [{channel: inbox}] -> [{channel: inbox, address: anna}]");
    }

    @Test
    void shouldSayThatARuleMoved() {
        var after = aPolicy().rules("""
                rules:
                  - {id: slow, when: 'kind="slow"', severity: SEV2}
                  - {id: down, when: 'kind="down"', severity: SEV1}
                """).text();

        assertThat(PolicyDiff.between(aPolicy().rules(RULES).text(), after)).singleElement().asString()
                .contains(" moved: now ");
    }

    @Test
    void shouldNotCareHowThingsAreWritten() {
        var after = "# another comment\n" + aPolicy().rules("""
                rules:
                  - id: down
                    when: "kind=\\"down\\""
                    severity: SEV1
                  - {id: slow, when: 'kind="slow"', severity: SEV2}
                """).text();

        assertThat(PolicyDiff.between(aPolicy().rules(RULES).text(), after)).isEmpty();
    }

    @Test
    void shouldNameSectionsThatComeAndGo() {
        var before = aPolicy().text();
        var after = aPolicy().more("dependents: fold\nroles: [commander]\n").text();

        assertThat(PolicyDiff.between(before, after)).containsExactly("dependents added: fold",
                "roles added: [commander]");
        assertThat(PolicyDiff.between(after, before)).containsExactly("dependents removed", "roles removed");
    }

    @Test
    void shouldCompareAlsoTextsThatNoLongerLoad() {
        assertThat(PolicyDiff.between("policy: a\nnonsense: 1\n", "policy: a\nnonsense: 2\n"))
                .isEqualTo(List.of("nonsense changed: 1 -> 2"));
    }
}
