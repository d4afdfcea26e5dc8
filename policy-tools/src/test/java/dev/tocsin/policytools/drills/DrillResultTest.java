package dev.tocsin.policytools.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;

class DrillResultTest {

    @Test
    void shouldFindNothingWhenAllIsAsExpected() throws PolicyErrors {
        var drill = drill("told: [{at: 0m, target: on-call}, {at: 15m, target: lead, channel: [pager, inbox]}]");

        assertThat(DrillResult.of(drill, List.of(page(0, "on-call", "pager"), page(0, "on-call", "inbox"),
                page(15, "lead", "pager"), page(15, "lead", "inbox")))).isEmpty();
    }

    @Test
    void shouldShowActualAndExpectedMessages() throws PolicyErrors {
        var drill = drill("told: [{at: 15m, target: lead}]");

        assertThat(DrillResult.of(drill, List.of(page(30, "lead", "pager")))).singleElement().satisfies(difference -> {
            assertThat(difference.expected()).isEqualTo("T+15m00  PAGE  lead");
            assertThat(difference.happened()).contains(page(30, "lead", "pager"));
        });
    }

    @Test
    void shouldMissEachChannelByItself() throws PolicyErrors {
        var drill = drill("told: [{at: 15m, target: lead, channel: [pager, inbox]}]");

        assertThat(DrillResult.of(drill, List.of(page(15, "lead", "pager")))).extracting(
                DrillResult.Difference::expected)
                .containsExactly("T+15m00  PAGE  lead  by inbox");
    }

    @Test
    void shouldRejectUnexpectedPages() throws PolicyErrors {
        assertThat(DrillResult.of(drill("told: []"), List.of(page(45, "cto", "pager")))).extracting(
                DrillResult.Difference::happened).containsExactly(Optional.of(page(45, "cto", "pager")));
    }

    @Test
    void shouldBeStrictAboutKindsThatAreMentionedOnly() throws PolicyErrors {
        var warning = told(9, NotificationKind.CLOCK_WARNING, "room", "slack");
        var other = told(12, NotificationKind.CLOCK_WARNING, "room", "slack");

        assertThat(DrillResult.of(drill("told: []"), List.of(warning))).isEmpty();
        assertThat(DrillResult.of(drill("told: [{at: 9m, kind: clock-warning}]"), List.of(warning, other))).hasSize(1);
    }

    @Test
    void shouldAcceptAnythingWhereNothingIsExpected() throws PolicyErrors {
        assertThat(DrillResult.of(drill("never: []"), List.of(page(0, "on-call", "pager")))).isEmpty();
    }

    @Test
    void shouldFindFactsAmongOthersAndMissThem() throws PolicyErrors {
        var drill = drill("facts: [{at: 15m, fact: clock-breached, details: {phase: respond}}]");
        var breached = new DrillEvent.Fact(Duration.ofMinutes(15), 1, FactKind.CLOCK_BREACHED, "too late", Map.of(
                "phase", "respond"));
        var opened = new DrillEvent.Fact(Duration.ZERO, 1, FactKind.OPENED, "opened", Map.of());

        assertThat(DrillResult.of(drill, List.of(opened, breached))).isEmpty();
        assertThat(DrillResult.of(drill, List.of(opened))).singleElement().satisfies(missed -> assertThat(missed
                .expected()).isEqualTo("T+15m00  clock-breached  {phase=respond}"));
    }

    @Test
    void shouldReportForbiddenMessages() throws PolicyErrors {
        var drill = drill("never: [{target: cto}]");

        assertThat(DrillResult.of(drill, List.of(page(0, "on-call", "pager"), page(45, "cto", "pager"))))
                .extracting(DrillResult.Difference::happened).containsExactly(Optional.of(page(45, "cto", "pager")));
    }

    @Test
    void shouldNotAcceptTwoPagesAtATimeToOneAddress() throws PolicyErrors {
        var drill = drill("told: [{at: 0m, target: [on-call, backup]}]");

        assertThat(DrillResult.of(drill, List.of(page(0, "on-call", "pager"), page(0, "backup", "pager"))))
                .singleElement().satisfies(difference -> assertThat(difference.expected()).startsWith("one page at"));
    }

    @Test
    void shouldLookAtTheTextAndAllowAPageTenSeconds() throws PolicyErrors {
        var drill = drill("told: [{at: 15m, says: [to lead, by pager]}]");
        var late = new DrillEvent.Told(Duration.ofSeconds(910), 1, NotificationKind.PAGE, "lead", "pager", "", "",
                "to lead by pager", Map.of());

        assertThat(DrillResult.of(drill, List.of(page(15, "lead", "pager")))).isEmpty();
        assertThat(DrillResult.of(drill, List.of(page(15, "lead", "inbox")))).hasSize(1);
        assertThat(DrillResult.of(drill, List.of(late))).hasSize(1);
    }

    private static DrillEvent page(int minute, String target, String channel) {
        return told(minute, NotificationKind.PAGE, target, channel);
    }

    private static DrillEvent told(int minute, NotificationKind kind, String target, String channel) {
        return new DrillEvent.Told(Duration.ofMinutes(minute), 1, kind, target, channel, "", "rung", "to " + target
                + " by " + channel, Map.of());
    }

    private static Drill drill(String expected) throws PolicyErrors {
        return DrillReader.read("drills.yml", "drills:\n  - {name: tried, steps: [{labels: {alertname: Down}}], "
                + expected + "}\n").drills().getFirst();
    }
}
