package dev.tocsin.policytools.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import dev.tocsin.event.PolicyVersion;
import org.junit.jupiter.api.Test;

/** Which change made an element of a policy what it is. */
class PolicyBlameTest {

    private static final PolicyElement LADDER = new PolicyElement("ladders", "urgent");
    private static final PolicyElement RULE = new PolicyElement("rules", "down");

    private static final String FIRST = """
            rules:
              - {id: down, when: 'severity="critical"', severity: SEV1}
              - {id: slow, when: 'severity="warning"', severity: SEV2}
            ladders:
              urgent:
                steps:
                  - {after: 0m, notify: [anna]}
            """;

    private final List<PolicyVersion> versions = List.of(version(1, "ada", FIRST),
            version(2, "ben", FIRST.replace("[anna]", "[anna, ben]")),
            version(3, "cleo", "# a comment\n" + FIRST.replace("[anna]", "[anna, ben]")),
            version(4, "dan", FIRST.replace("[anna]", "[anna, ben]").replace("SEV2", "SEV1")),
            version(5, "eve", FIRST.replace("SEV2", "SEV1")),
            version(6, "fay", FIRST.replace("[anna]", "[anna, ben]")));

    @Test
    void shouldNameTheFirstVersionFromWhichItStandsSo() {
        var origin = PolicyBlame.of(LADDER, 4, versions).orElseThrow();

        assertThat(origin.since().getVersion()).isEqualTo(2);
        assertThat(origin.since().getAuthor()).isEqualTo("ben");
        assertThat(origin.before()).map(PolicyVersion::getVersion).contains(1);
        assertThat(origin.changes()).containsExactly(
                "ladder 'urgent' changed: steps [{after: 0m, notify: [anna]}] -> [{after: 0m, notify: [anna, ben]}]");
        assertThat(origin.hunks()).contains("-      - {after: 0m, notify: [anna]}",
                "+      - {after: 0m, notify: [anna, ben]}");
    }

    @Test
    void shouldStandSoSinceTheFirstVersionIfNothingChangedIt() {
        var origin = PolicyBlame.of(RULE, 6, versions).orElseThrow();

        assertThat(origin.since().getVersion()).isEqualTo(1);
        assertThat(origin.before()).isEmpty();
        assertThat(origin.hunks()).isEmpty();
    }

    @Test
    void shouldNotCountATimeBeforeAnInterruption() {
        assertThat(PolicyBlame.of(LADDER, 6, versions).orElseThrow().since().getVersion()).isEqualTo(6);
    }

    @Test
    void shouldShowOnlyTheHunkOfTheElement() {
        var filler = "  - {id: x, when: 'a=\"b\"', severity: SEV2}\n".repeat(1);
        var long1 = FIRST.replace("ladders:", "notes:\n" + "  - line\n".repeat(20) + "ladders:");
        var both = List.of(version(1, "ada", long1), version(2, "ben", long1.replace("[anna]", "[ben]").replace(
                "  - {id: slow", filler + "  - {id: slow")));

        var hunks = PolicyBlame.of(LADDER, 2, both).orElseThrow().hunks();

        assertThat(hunks).contains("+      - {after: 0m, notify: [ben]}").noneMatch(line -> line.contains("id: x"));
    }

    @Test
    void shouldBlameNobodyForWhatIsNotThere() {
        assertThat(PolicyBlame.of(new PolicyElement("ladders", "none"), 4, versions)).isEmpty();
        assertThat(PolicyBlame.of(LADDER, 9, versions)).isEmpty();
    }

    private static PolicyVersion version(int number, String author, String text) {
        return PolicyVersion.newBuilder().setName("shop").setVersion(number).setSha256("0").setText(text).setAuthor(
                author).setPublishedAt(Instant.EPOCH.plusSeconds(number)).build();
    }
}
