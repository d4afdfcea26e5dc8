package dev.tocsin.standalone.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.drills.Drill;
import dev.tocsin.runtime.setting.SettingsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills through the topologies of correlator and escalator, with time in fast-forward. */
class DrillBookTest {

    private static final String DOWN = "{labels: {alertname: Down, service: shop, severity: critical}}";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeAPolicy() throws IOException {
        Files.writeString(folder.resolve("shop.yml"), """
                policy: shop
                severities:
                  - {id: SEV1, title: Critical, ladder: urgent, quiet: 5m, reopen: 1h}
                  - {id: SEV2, title: High, ladder: urgent}
                rules:
                  - {id: critical, reason: Does its sender say critical?, when: 'severity="critical"', severity: SEV1}
                ladders:
                  urgent: {steps: [{after: 0m, notify: [on-call]}, {after: 15m, notify: [on-call, lead]}]}
                targets: {on-call: [{channel: inbox, address: on-call}], lead: [{channel: inbox, address: lead}]}
                channels: {inbox: {type: inbox}}
                """);
    }

    @Test
    void shouldSayMinuteByMinuteWhoIsTold() throws Exception {
        assertThat(course("", false, false)).satisfiesExactly(
                name -> assertThat(name).isEqualTo("tried (from 2026-11-20T03:00:00Z)"),
                opened -> assertThat(opened).startsWith("T+0m00       opened  "),
                started -> assertThat(started).startsWith("T+0m00       ladder started  "),
                first -> assertThat(first).startsWith("T+0m00       PAGE               on-call  by inbox  step 1 of"),
                second -> assertThat(second).startsWith("T+15m00      PAGE               on-call  by inbox  step 2"),
                third -> assertThat(third).startsWith("T+15m00      PAGE               lead  by inbox  step 2 of"),
                fact -> assertThat(fact).startsWith("T+20m00      ladder exhausted   "),
                alarm -> assertThat(alarm).startsWith("T+20m00      LADDER EXHAUSTED   on-call  by inbox"),
                alarm -> assertThat(alarm).startsWith("T+20m00      LADDER EXHAUSTED   lead  by inbox"));
    }

    @Test
    void shouldShowOnlyPages() throws Exception {
        assertThat(course("", true, false)).hasSize(6).noneMatch(line -> line.contains("ladder started"));
    }

    @Test
    void shouldShowWhatEachWouldRead() throws Exception {
        assertThat(course("", true, true)).contains("    | [SEV1] shop: Down");
    }

    @Test
    void shouldBeAsExpected() throws Exception {
        assertThat(differences("", "told: [{at: 0m, target: on-call}, {at: 15m, target: [on-call, lead]},"
                + " {at: 20m, kind: ladder-exhausted}], facts: [{at: 20m, fact: ladder-exhausted}]")).isEmpty();
    }

    @Test
    void shouldStopTheLadderAfterAcknowledgement() throws Exception {
        var answered = ", {command: acknowledge, by: anna, via: pagerduty, after: 14m}";

        assertThat(differences(answered, "told: [{at: 0m, target: on-call}, {at: 14m, kind: acknowledged,"
                + " target: on-call, says: Acknowledged by anna}], facts: [{at: 14m, fact: acknowledged}],"
                + " expect: {state: ACKNOWLEDGED}")).isEmpty();
    }

    @Test
    void shouldShowSideBySideWhatDiffers() throws Exception {
        assertThat(differences("",
                "told: [{at: 0m, target: on-call}, {at: 10m, target: lead}], expect: {state: CLOSED}"))
                .satisfies(lines -> {
                    assertThat(lines.getFirst()).endsWith("drills.yml:3:5: tried: failed");
                    assertThat(lines.get(2)).startsWith(
                            "    line 5: T+10m00  PAGE  lead | T+15m00  PAGE  lead  by inbox");
                    assertThat(lines.get(3)).startsWith("    nothing                     | T+15m00  PAGE  on-call");
                    assertThat(lines.getLast()).isEqualTo("    line 6: state: expected CLOSED, got OPEN");
                });
    }

    @Test
    void shouldMeetDueMomentsExactlyAlsoInLongPauses() throws Exception {
        Files.writeString(folder.resolve("shop.yml"), Files.readString(folder.resolve("shop.yml")).replace(
                "after: 15m,", "after: 61h7m13s,"));

        assertThat(differences(", {wait: 90h}",
                "told: [{at: 0m}, {at: 61h7m13s}, {at: 61h12m13s, kind: ladder-exhausted}]"))
                .isEmpty();
    }

    @Test
    void shouldPlayDrillsOfAPolicyByName() throws Exception {
        var own = Files.createDirectory(folder.resolve("drills")).resolve("shop.yml");
        Files.writeString(own, "policy: ../shop.yml\ndrills:\n  - {name: A1 one, steps: [" + DOWN + "]}\n"
                + "  - {name: A2 two, steps: [" + DOWN + "]}\n");
        var policy = folder.resolve("shop.yml");

        assertThat(DrillBook.open(policy, "A2").drills()).extracting(Drill::name).containsExactly("A2 two");
        assertThat(DrillBook.open(policy, "").drills()).hasSize(2);
        assertThat(DrillBook.open(own, "A1").drills()).extracting(Drill::name).containsExactly("A1 one");
        assertThat(DrillBook.open(policy, own.toString()).drills()).hasSize(2);
        assertThatThrownBy(() -> DrillBook.open(policy, "A3")).isInstanceOf(SettingsException.class)
                .hasMessageContaining("no drill in", "'A3'", "there are: A1 one; A2 two");
    }

    @Test
    void shouldSayThatThereIsNobodyToCommand() throws Exception {
        assertThat(differences(", {command: acknowledge, incident: 2}", "told: []")).anySatisfy(line -> assertThat(line)
                .contains("incident 2 does not exist"));
    }

    private List<String> course(String steps, boolean quiet, boolean messages) throws IOException, PolicyErrors {
        var book = book(steps, "never: []");
        var drill = book.drills().getFirst();
        return new DrillReport(quiet, messages).course(drill, book.play(drill));
    }

    private List<String> differences(String steps, String expected) throws IOException, PolicyErrors {
        var book = book(steps, expected);
        var drill = book.drills().getFirst();
        return new DrillReport(false, false).differences(book.file(), drill, book.play(drill));
    }

    private DrillBook book(String steps, String expected) throws IOException, PolicyErrors {
        var file = Files.writeString(folder.resolve("drills.yml"), "policy: shop.yml\ndrills:\n  - name: tried\n"
                + "    steps: [" + DOWN + steps + "]\n    " + String.join("\n    ", expected.split(
                        "(?<=\\]), (?=[a-z]+:)"))
                + "\n");
        return DrillBook.open(file, Optional.empty());
    }
}
