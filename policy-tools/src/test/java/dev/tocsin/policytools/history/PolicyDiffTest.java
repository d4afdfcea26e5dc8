package dev.tocsin.policytools.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class PolicyDiffTest {

    private static final String RULES = """
            rules:
              - {id: down, when: 'kind="down"', severity: SEV1}
              - {id: slow, when: 'kind="slow"', severity: SEV2}
            """;
    private static final String TARGETS = """
            targets:
              on-call: [{channel: inbox}]
            """;

    @Test
    void shouldListChangedDecisionsFirst() {
        var before = policy(RULES, TARGETS);
        var after = policy("""
                rules:
                  - {id: slow, when: 'kind="slow"', severity: SEV1}
                  - {id: late, when: 'kind="late"', severity: SEV2}
                """, "targets:\n  on-call: [{channel: inbox, address: anna}]\n");

        assertThat(PolicyDiff.between(before, after)).containsExactly("rule 'down' removed",
                "rule 'slow' changed: severity SEV2 -> SEV1",
                "rule 'late' added: {id: late, when: kind=\"late\", severity: SEV2}",
                "target 'on-call' changed: [{channel: inbox}] -> [{channel: inbox, address: anna}]");
    }

    @Test
    void shouldSayThatARuleMoved() {
        var after = policy("""
                rules:
                  - {id: slow, when: 'kind="slow"', severity: SEV2}
                  - {id: down, when: 'kind="down"', severity: SEV1}
                """, TARGETS);

        assertThat(PolicyDiff.between(policy(RULES, TARGETS), after)).singleElement().asString()
                .contains(" moved: now ");
    }

    @Test
    void shouldNotCareHowThingsAreWritten() {
        var after = "# another comment\n" + policy("""
                rules:
                  - id: down
                    when: "kind=\\"down\\""
                    severity: SEV1
                  - {id: slow, when: 'kind="slow"', severity: SEV2}
                """, TARGETS);

        assertThat(PolicyDiff.between(policy(RULES, TARGETS), after)).isEmpty();
    }

    @Test
    void shouldNameSectionsThatComeAndGo() {
        var before = policy(RULES, TARGETS);
        var after = policy(RULES, TARGETS) + "dependents: fold\nroles: [commander]\n";

        assertThat(PolicyDiff.between(before, after)).containsExactly("dependents added: fold",
                "roles added: [commander]");
        assertThat(PolicyDiff.between(after, before)).containsExactly("dependents removed", "roles removed");
    }

    @Test
    void shouldCompareAlsoTextsThatNoLongerLoad() {
        assertThat(PolicyDiff.between("policy: a\nnonsense: 1\n", "policy: a\nnonsense: 2\n"))
                .isEqualTo(List.of("nonsense changed: 1 -> 2"));
    }

    /** Differences are found between texts, whether or not they load. */
    private static String policy(String rules, String targets) {
        return "policy: test\n" + rules + targets;
    }
}
